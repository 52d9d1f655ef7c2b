using System.Numerics.Tensors;
using MnistPS.Numerics;

namespace MnistPS.Layers;

/// <summary>
/// A penalty on large weights that is added to the loss: l1·Σ|w| + l2·Σw² (Keras's <c>L1L2</c>; note that there is no ½).
/// </summary>
/// <param name="L1">Factor of the absolute values, at least 0.</param>
/// <param name="L2">Factor of the squares, at least 0.</param>
public sealed record Regularizer(float L1, float L2)
{
    /// <summary>The penalty.</summary>
    /// <param name="weights">The weights.</param>
    /// <returns>l1·Σ|w| + l2·Σw².</returns>
    public double Penalty(ReadOnlySpan<float> weights) =>
        (L1 == 0 ? 0 : L1 * WideSum.OfMagnitudes(weights))
        + (L2 == 0 ? 0 : L2 * WideSum.OfSquares(weights));

    /// <summary>Adds the penalty's gradient, l1·sign(w) + 2·l2·w.</summary>
    /// <param name="weights">The weights.</param>
    /// <param name="gradient">Where to add.</param>
    public void AddGradient(ReadOnlySpan<float> weights, Span<float> gradient)
    {
        if (L2 != 0)
            TensorPrimitives.MultiplyAdd(weights, 2 * L2, gradient, gradient);
        if (L1 == 0)
            return;
        for (var i = 0; i < weights.Length; i++)
            gradient[i] += weights[i] > 0 ? L1 : weights[i] < 0 ? -L1 : 0;
    }
}
