using System.Numerics.Tensors;
using MnistPS.Numerics;
using MnistPS.Settings;

namespace MnistPS.Layers.Activations;

/// <summary>z above 0, and s·z below, with a small slope s (Maas et al. 2013): no unit dies for good.</summary>
public sealed class LeakyReLUActivation : ElementwiseActivation
{
    /// <inheritdoc/>
    public override string Name => "leaky_relu";

    /// <summary>
    /// s, the slope below 0. Range: at least 0. Default: 0.2, that of Keras's activation <c>leaky_relu</c>; its layer
    /// <c>LeakyReLU</c> has 0.3.
    /// </summary>
    [Setting("negative_slope", AtLeast = 0)]
    public float NegativeSlope { get; init; } = 0.2f;

    // Up to a slope of 1 the larger of the two is the right one on either side, beyond it the smaller.
    private protected override void Compute(ReadOnlySpan<float> z, Span<float> y, Span<float> scratch)
    {
        TensorPrimitives.Multiply(z, NegativeSlope, scratch);
        if (NegativeSlope <= 1)
            TensorPrimitives.Max(z, scratch, y);
        else
            TensorPrimitives.Min(z, scratch, y);
    }

    private protected override void Differentiate(
        ReadOnlySpan<float> z, ReadOnlySpan<float> y, Span<float> slope, Span<float> scratch)
    {
        slope.Fill(NegativeSlope);
        Elementwise.ReplaceWherePositive(y, 1, slope);
    }
}
