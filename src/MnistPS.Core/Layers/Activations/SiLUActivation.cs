using System.Numerics.Tensors;

namespace MnistPS.Layers.Activations;

/// <summary>z·σ(z), also called swish (Elfwing et al. 2018).</summary>
internal sealed class SiLUActivation : ElementwiseActivation
{
    public override string Name => "silu";

    public override bool NeedsPreActivation => true;

    private protected override void Compute(ReadOnlySpan<float> z, Span<float> y, Span<float> scratch)
    {
        TensorPrimitives.Sigmoid(z, scratch);
        TensorPrimitives.Multiply(z, scratch, y);
    }

    // dy/dz = σ(z) + y·(1 − σ(z)).
    private protected override void Differentiate(
        ReadOnlySpan<float> z, ReadOnlySpan<float> y, Span<float> slope, Span<float> scratch)
    {
        TensorPrimitives.Sigmoid(z, scratch);
        TensorPrimitives.Subtract(1f, scratch, slope);
        TensorPrimitives.MultiplyAdd(slope, y, scratch, slope);
    }
}
