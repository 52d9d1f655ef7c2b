using System.Numerics.Tensors;
using MnistPS.Numerics;

namespace MnistPS.Layers.Activations;

/// <summary>
/// z·Φ(z) with the normal distribution Φ(z) = ½·(1 + erf(z/√2)) (Hendrycks and Gimpel 2016), exact, not the formula by tanh.
/// </summary>
internal sealed class GELUActivation : ElementwiseActivation
{
    private const float InverseSqrt2 = 0.70710678f;
    private const float InverseSqrt2Pi = 0.39894228f;

    public override string Name => "gelu";

    public override bool NeedsPreActivation => true;

    private protected override void Compute(ReadOnlySpan<float> z, Span<float> y, Span<float> scratch)
    {
        NormalDistribution(z, scratch);
        TensorPrimitives.Multiply(z, scratch, y);
    }

    // dy/dz = Φ(z) + z·φ(z) with the density φ(z) = e^(−z²/2)/√(2π).
    private protected override void Differentiate(
        ReadOnlySpan<float> z, ReadOnlySpan<float> y, Span<float> slope, Span<float> scratch)
    {
        TensorPrimitives.Multiply(z, z, scratch);
        TensorPrimitives.Multiply(scratch, -0.5f, scratch);
        TensorPrimitives.Exp(scratch, scratch);
        TensorPrimitives.Multiply(scratch, InverseSqrt2Pi, scratch);
        NormalDistribution(z, slope);
        TensorPrimitives.MultiplyAdd(z, scratch, slope, slope);
    }

    private static void NormalDistribution(ReadOnlySpan<float> z, Span<float> result)
    {
        TensorPrimitives.Multiply(z, InverseSqrt2, result);
        ErrorFunction.Compute(result, result);
        TensorPrimitives.Add(result, 1f, result);
        TensorPrimitives.Multiply(result, 0.5f, result);
    }
}
