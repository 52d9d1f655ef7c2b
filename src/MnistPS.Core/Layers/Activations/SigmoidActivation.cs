using System.Numerics.Tensors;

namespace MnistPS.Layers.Activations;

/// <summary>1 / (1 + e⁻ᶻ). A loss of binary cross-entropy looks behind it, at z.</summary>
internal sealed class SigmoidActivation : ElementwiseActivation
{
    public override string Name => "sigmoid";

    public override bool NeedsPreActivation => true;

    private protected override void Compute(ReadOnlySpan<float> z, Span<float> y, Span<float> scratch) =>
        TensorPrimitives.Sigmoid(z, y);

    // dy/dz = y·(1 − y) = σ(z)·σ(−z), since 1 − y has no digits left where y is nearly 1.
    private protected override void Differentiate(
        ReadOnlySpan<float> z, ReadOnlySpan<float> y, Span<float> slope, Span<float> scratch)
    {
        TensorPrimitives.Negate(z, slope);
        TensorPrimitives.Sigmoid(slope, slope);
        TensorPrimitives.Multiply(y, slope, slope);
    }
}
