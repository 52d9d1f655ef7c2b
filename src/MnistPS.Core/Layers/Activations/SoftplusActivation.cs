using System.Numerics.Tensors;
using MnistPS.Numerics;

namespace MnistPS.Layers.Activations;

/// <summary>log(1 + eᶻ), a smooth ReLU (Dugas et al. 2001).</summary>
internal sealed class SoftplusActivation : ElementwiseActivation
{
    public override string Name => "softplus";

    public override bool NeedsPreActivation => true;

    // max(0, z) + log(1 + e^(−|z|)) is the same, and nothing overflows.
    private protected override void Compute(ReadOnlySpan<float> z, Span<float> y, Span<float> scratch)
    {
        TensorPrimitives.Abs(z, scratch);
        TensorPrimitives.Negate(scratch, scratch);
        TensorPrimitives.Exp(scratch, scratch);
        SmallArguments.LogP1(scratch, scratch);
        TensorPrimitives.Max(z, 0f, y);
        TensorPrimitives.Add(y, scratch, y);
    }

    // dy/dz = σ(z).
    private protected override void Differentiate(
        ReadOnlySpan<float> z, ReadOnlySpan<float> y, Span<float> slope, Span<float> scratch) =>
        TensorPrimitives.Sigmoid(z, slope);
}
