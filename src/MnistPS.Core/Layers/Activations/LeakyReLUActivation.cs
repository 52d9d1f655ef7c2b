using System.Numerics.Tensors;
using MnistPS.Numerics;

namespace MnistPS.Layers.Activations;

/// <summary>z above 0, and 0.2·z below (Maas et al. 2013; the slope is Keras's default): no unit dies for good.</summary>
internal sealed class LeakyReLUActivation : ElementwiseActivation
{
    private const float NegativeSlope = 0.2f;

    public override string Name => "leaky_relu";

    // The slope is below 1, so that the larger of the two is the right one on either side.
    private protected override void Compute(ReadOnlySpan<float> z, Span<float> y, Span<float> scratch)
    {
        TensorPrimitives.Multiply(z, NegativeSlope, scratch);
        TensorPrimitives.Max(z, scratch, y);
    }

    private protected override void Differentiate(
        ReadOnlySpan<float> z, ReadOnlySpan<float> y, Span<float> slope, Span<float> scratch)
    {
        slope.Fill(NegativeSlope);
        Elementwise.ReplaceWherePositive(y, 1, slope);
    }
}
