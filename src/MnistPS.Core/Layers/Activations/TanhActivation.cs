using System.Numerics.Tensors;
using MnistPS.Numerics;

namespace MnistPS.Layers.Activations;

/// <summary>The hyperbolic tangent.</summary>
internal sealed class TanhActivation : ElementwiseActivation
{
    public override string Name => "tanh";

    private protected override void Compute(ReadOnlySpan<float> z, Span<float> y, Span<float> scratch)
    {
        SmallArguments.Tanh(z, scratch);
        scratch.CopyTo(y);
    }

    // dy/dz = 1 − y².
    private protected override void Differentiate(
        ReadOnlySpan<float> z, ReadOnlySpan<float> y, Span<float> slope, Span<float> scratch)
    {
        TensorPrimitives.Multiply(y, y, slope);
        TensorPrimitives.Subtract(1f, slope, slope);
    }
}
