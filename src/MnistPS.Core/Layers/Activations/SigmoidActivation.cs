using System.Numerics.Tensors;
using MnistPS.Numerics;

namespace MnistPS.Layers;

/// <summary>1 / (1 + e⁻ᶻ).</summary>
internal sealed class SigmoidActivation : Activation
{
    public override string Name => "sigmoid";

    public override void Forward(Matrix z, Matrix y) => TensorPrimitives.Sigmoid(z.Span, y.Span);

    // dy/dz = y·(1 − y).
    public override void Backward(Matrix z, Matrix y, Matrix gradient)
    {
        var outputs = y.Span;
        var gradients = gradient.Span;
        for (var i = 0; i < outputs.Length; i++)
            gradients[i] *= outputs[i] * (1 - outputs[i]);
    }
}
