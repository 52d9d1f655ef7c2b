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
    public double Penalty(ReadOnlySpan<float> weights)
    {
        double absolute = 0, square = 0;
        foreach (var weight in weights)
        {
            absolute += Math.Abs(weight);
            square += (double)weight * weight;
        }

        return (L1 * absolute) + (L2 * square);
    }

    /// <summary>Adds the penalty's gradient, l1·sign(w) + 2·l2·w.</summary>
    /// <param name="weights">The weights.</param>
    /// <param name="gradient">Where to add.</param>
    public void AddGradient(ReadOnlySpan<float> weights, Span<float> gradient)
    {
        for (var i = 0; i < weights.Length; i++)
            gradient[i] += (L1 * Math.Sign(weights[i])) + (2 * L2 * weights[i]);
    }
}
