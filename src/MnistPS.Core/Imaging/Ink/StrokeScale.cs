using MnistPS.Imaging.Light;
using MnistPS.Imaging.Pixels;

namespace MnistPS.Imaging.Ink;

/// <summary>Finds how wide the strokes of a picture are before its light is evened out.</summary>
/// <remarks>
/// A wide window takes shadows for ink, a narrow one takes broad strokes for shadows. So it starts wide and narrows for as long as
/// the strokes that it finds get thinner.
/// </remarks>
internal static class StrokeScale
{
    private const int WorkingSide = 400;
    private const double WidestWindow = 0.36;

    // Where strokes meet, ink is up to about twice as wide as a stroke, and a blur widens it.
    private const double WindowPerStroke = 3.2;
    private const double NarrowestWindow = 0.04;
    private const double WorthAnotherRound = 0.75;
    private const int MostRounds = 5;

    /// <summary>The window, in pixels of the picture.</summary>
    internal static double ClosingWindow(GrayImage darkOnLight, CancellationToken cancellation)
    {
        var small = Resampling.ShrinkTo(darkOnLight, WorkingSide);
        var window = WidestWindow * Math.Min(small.Width, small.Height);
        for (var round = 0; round < MostRounds; round++)
        {
            var narrower = Math.Max(NarrowestWindow * small.LongestSide, (WindowPerStroke * StrokeWidth(small, window, cancellation)) + 2);
            if (narrower > WorthAnotherRound * window)
                break;
            window = narrower;
        }

        return window * darkOnLight.LongestSide / small.LongestSide;
    }

    private static double StrokeWidth(GrayImage image, double window, CancellationToken cancellation)
    {
        var strength = LightEvening.InkStrength(image, window);
        if (InkThreshold.Find(strength) is not float threshold)
            return double.PositiveInfinity;
        var parts = Clutter.Remove(InkParts.Find(InkThreshold.Apply(strength, threshold), strength), cancellation);
        return parts.TypicalStroke();
    }
}
