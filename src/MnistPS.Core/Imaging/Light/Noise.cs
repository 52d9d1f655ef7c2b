using MnistPS.Imaging.Pixels;

namespace MnistPS.Imaging.Light;

/// <summary>How much the ground scatters.</summary>
internal static class Noise
{
    // Of a normal distribution, σ = 1.4826 × the median absolute deviation.
    private const float SigmaPerMedianDeviation = 1.4826f;

    /// <summary>The standard deviation, from absolute deviations of which less than half belong to ink.</summary>
    internal static float FromDeviations(ReadOnlySpan<float> deviations) =>
        SigmaPerMedianDeviation * Plane.Quantile(deviations, 0.5);
}
