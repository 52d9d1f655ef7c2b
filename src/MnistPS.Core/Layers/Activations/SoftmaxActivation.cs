using System.Numerics.Tensors;
using MnistPS.Numerics;

namespace MnistPS.Layers.Activations;

/// <summary>eᶻ / Σeᶻ over the units of each sample. A loss of cross-entropy looks behind it, at z.</summary>
internal sealed class SoftmaxActivation : Activation
{
    public override string Name => "softmax";

    public override bool NeedsPreActivation => true;

    public override void Forward(Matrix z, Matrix y)
    {
        for (var i = 0; i < z.Rows; i++)
            Normalize(z.Row(i), y.Row(i));
    }

    /// <summary>eᶻ / Σeᶻ of one sample.</summary>
    /// <param name="z">(units).</param>
    /// <param name="y">(units), overwritten; may be the very same memory as z.</param>
    internal static void Normalize(ReadOnlySpan<float> z, Span<float> y)
    {
        // The largest goes to e⁰: nothing overflows, and the quotient is the same.
        TensorPrimitives.Subtract(z, TensorPrimitives.Max(z), y);
        TensorPrimitives.Exp<float>(y, y);
        TensorPrimitives.Divide<float>(y, TensorPrimitives.Sum<float>(y), y);
    }

    // dzᵢ = yᵢ·(dyᵢ − Σⱼ dyⱼ·yⱼ).
    public override void Backward(Matrix z, Matrix y, Matrix gradient)
    {
        for (var i = 0; i < y.Rows; i++)
        {
            var output = y.Row(i);
            var row = gradient.Row(i);
            TensorPrimitives.Subtract(row, TensorPrimitives.Dot<float>(row, output), row);
            TensorPrimitives.Multiply(row, output, row);
        }
    }
}
