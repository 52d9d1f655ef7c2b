using MnistPS.Imaging.Light;
using MnistPS.Imaging.Pixels;

namespace MnistPS.Imaging.Ink;

/// <summary>Finds out whether the ink is darker or lighter than what it is drawn on.</summary>
internal static class PolarityDetector
{
    private const int WorkingSide = 256;

    // Below this (of at most 1.7) the two votes are weak or contradict each other.
    private const double ClearVerdict = 0.8;

    // Where the votes are not clear, both are tried, and the one whose ink looks more like a digit is taken.
    private const double StillUnclear = 0.75;
    private const int TrialSide = 400;

    private const float NoiseFactor = 3f;
    private const float TellingShare = 0.35f;
    private const double StrokeVoteWeight = 0.7;

    // A stroke is looked for against a mean over about this share of the longest side.
    private const int LocalWindowDivisor = 16;

    internal static (InkPolarity Polarity, bool Ambiguous) Detect(GrayImage image, CancellationToken cancellation)
    {
        var small = Resampling.ShrinkTo(image, WorkingSide);
        var verdict = GroundVote(small) + (StrokeVoteWeight * StrokeVote(small));
        if (Math.Abs(verdict) >= ClearVerdict)
            return (verdict > 0 ? InkPolarity.DarkOnLight : InkPolarity.LightOnDark, false);
        double dark = Prominence(image, cancellation), light = Prominence(Plane.Invert(image), cancellation);
        var unclear = Math.Min(dark, light) > StillUnclear * Math.Max(dark, light);
        return (dark >= light ? InkPolarity.DarkOnLight : InkPolarity.LightOnDark, unclear);
    }

    /// <summary>How much the best piece of ink looks like a digit, if ink is dark; length counts less than darkness.</summary>
    private static double Prominence(GrayImage darkOnLight, CancellationToken cancellation)
    {
        var small = Resampling.ShrinkTo(darkOnLight, TrialSide);
        var strength = LightEvening.InkStrength(small, StrokeScale.ClosingWindow(small, cancellation));
        if (InkThreshold.Find(strength) is not float threshold)
            return 0;
        var parts = Clutter.Remove(InkParts.Find(InkThreshold.Apply(strength, threshold), strength), cancellation);
        return parts.All.Count == 0 ? 0 : parts.All.Max(part => part.Prominence / Math.Sqrt(part.Box.LongestSide));
    }

    /// <summary>Ink is the minority: of what differs from a smooth ground, is more darker (+1) or lighter (−1)?</summary>
    private static double GroundVote(GrayImage image)
    {
        var ground = SmoothGround.Fit(image);
        var distance = Differences(image, ground);
        var threshold = TellingDifference(distance);
        int dark = 0, light = 0;
        for (var i = 0; i < ground.Length; i++)
        {
            if (distance[i] > threshold)
                _ = image.Pixels[i] < ground[i] ? dark++ : light++;
        }

        return (double)(dark - light) / Math.Max(1, dark + light);
    }

    /// <summary>Thin strokes stand out from their surroundings more than the surroundings do from them.</summary>
    private static double StrokeVote(GrayImage image)
    {
        var around = Plane.BoxBlur(image, Math.Max(2, image.LongestSide / LocalWindowDivisor)).Pixels;
        double cubes = 0, absolute = 0;
        var threshold = TellingDifference(Differences(image, around));
        for (var i = 0; i < around.Length; i++)
        {
            double difference = around[i] - image.Pixels[i];
            if (Math.Abs(difference) > threshold)
            {
                cubes += difference * difference * difference;
                absolute += Math.Abs(difference * difference * difference);
            }
        }

        return absolute > 0 ? cubes / absolute : 0;
    }

    private static float[] Differences(GrayImage image, float[] ground)
    {
        var distance = new float[ground.Length];
        for (var i = 0; i < distance.Length; i++)
            distance[i] = Math.Abs(image.Pixels[i] - ground[i]);
        return distance;
    }

    private static float TellingDifference(float[] distance) => Math.Max(
        NoiseFactor * Noise.FromDeviations(distance), TellingShare * Plane.Quantile(distance, 0.997));
}
