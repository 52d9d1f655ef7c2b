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
        {
            // The largest goes to e⁰: nothing overflows, and the quotient is the same.
            var input = z.Row(i);
            var output = y.Row(i);
            TensorPrimitives.Subtract(input, TensorPrimitives.Max<float>(input), output);
            TensorPrimitives.Exp(output, output);
            TensorPrimitives.Divide(output, TensorPrimitives.Sum<float>(output), output);
        }
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
