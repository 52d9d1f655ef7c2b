using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using MnistPS.Numerics;

namespace MnistPS.Layers.Activations;

/// <summary>max(0, z): the rectified linear unit (Nair and Hinton 2010).</summary>
internal sealed class ReLUActivation : Activation
{
    public override string Name => "relu";

    public override void Forward(Matrix z, Matrix y) => TensorPrimitives.Max(z.Span, 0f, y.Span);

    // The derivative is 1 where y is above 0, and 0 elsewhere (at 0 too, as Keras has it).
    public override void Backward(Matrix z, Matrix y, Matrix gradient)
    {
        var outputs = MemoryMarshal.Cast<float, Vector<float>>(y.Span);
        var gradients = MemoryMarshal.Cast<float, Vector<float>>(gradient.Span);
        for (var i = 0; i < gradients.Length; i++)
            gradients[i] = Vector.ConditionalSelect(
                Vector.GreaterThan(outputs[i], Vector<float>.Zero), gradients[i], Vector<float>.Zero);

        for (var i = gradients.Length * Vector<float>.Count; i < y.Length; i++)
            gradient.Span[i] = y.Span[i] > 0 ? gradient.Span[i] : 0;
    }
}
