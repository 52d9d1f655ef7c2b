using MnistPS.Imaging.Light;
using MnistPS.Imaging.Pixels;

namespace MnistPS.Imaging.Ink;

/// <summary>Tells ink from ground.</summary>
internal static class InkThreshold
{
    // A pixel is ink at this share of the darkest ink: above light ruling, below the weak ends of strokes.
    private const float ShareOfDarkest = 0.42f;

    // The darkest ink is the level that this share of the picture reaches, so that a few specks do not decide.
    private const double DarkestShare = 0.001;

    private const int FewestDarkPixels = 10;
    private const float NoiseFactor = 3.5f;

    // Weaker than this is no ink: what is left of the light, the weave of the paper.
    private const float LeastInk = 0.05f;

    /// <summary>The level from which ink is told apart, or null where nothing stands out from the ground.</summary>
    internal static float? Find(GrayImage strength)
    {
        var noise = Noise.FromDeviations(Array.ConvertAll(strength.Pixels, Math.Abs));
        var darkest = Darkest(strength);
        var threshold = Math.Max(ShareOfDarkest * darkest, NoiseFactor * noise);
        return threshold < LeastInk || darkest < threshold * 1.15f ? null : threshold;
    }

    internal static float Darkest(GrayImage strength)
    {
        var share = Math.Max(DarkestShare, (double)FewestDarkPixels / strength.Pixels.Length);
        return Plane.Quantile(strength.Pixels, 1 - Math.Min(0.5, share));
    }

    internal static bool[] Apply(GrayImage strength, float threshold) =>
        Array.ConvertAll(strength.Pixels, v => v > threshold);
}
