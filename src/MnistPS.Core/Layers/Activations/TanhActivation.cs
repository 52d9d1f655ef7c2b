using System.Numerics.Tensors;
using MnistPS.Numerics;

namespace MnistPS.Layers;

/// <summary>The hyperbolic tangent.</summary>
internal sealed class TanhActivation : Activation
{
    public override string Name => "tanh";

    public override void Forward(Matrix z, Matrix y) => TensorPrimitives.Tanh(z.Span, y.Span);

    // dy/dz = 1 − y².
    public override void Backward(Matrix z, Matrix y, Matrix gradient)
    {
        var outputs = y.Span;
        var gradients = gradient.Span;
        for (var i = 0; i < outputs.Length; i++)
            gradients[i] *= 1 - (outputs[i] * outputs[i]);
    }
}
