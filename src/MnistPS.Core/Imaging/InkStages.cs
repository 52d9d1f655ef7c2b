using System.Globalization;
using MnistPS.Imaging.Ink;
using MnistPS.Imaging.Light;
using MnistPS.Imaging.Pixels;
using MnistPS.Imaging.Reading;
using MnistPS.Imaging.Structure;

namespace MnistPS.Imaging;

/// <summary>The stages from a picture to its pieces of ink; each notes what it did.</summary>
internal static class InkStages
{
    // Pictures in which the ground scatters more than this are smoothed before the threshold.
    private const float NoticeableNoise = 0.03f;
    private const int SmoothingSide = 100;

    // Strokes are smoothed over this part of their width: enough against noise, too little to blunt a corner.
    private const double SmoothingPerStroke = 1 / 7.0;
    private const double WidestSmoothing = 12;

    // Ink weaker than this share of full black may be a shadow or a stain.
    private const float LowContrast = 0.15f;

    /// <summary>
    /// A page full of digits has fewer pieces of ink at this size of picture. What has more is noise or a texture, and the
    /// time that looking for digits takes grows with the pieces.
    /// </summary>
    internal const int MostParts = 5000;

    /// <summary>Grey: the picture, scaled down where its reader has not done so.</summary>
    internal static GrayImage TakeGrey(GrayImage image, PreparationRun run)
    {
        var grey = Resampling.ShrinkTo(image, ImageReader.DefaultLongestSide);
        ImageSize.RefuseTooSmall(grey);
        run.Add(
            "Grey",
            $"{grey.SourceWidth}×{grey.SourceHeight} pixels, read as {grey.Width}×{grey.Height} in grey.",
            () => grey);
        return grey;
    }

    /// <summary>Sheet: what lies around a sheet of another tone is painted over.</summary>
    internal static GrayImage IsolateSheet(GrayImage grey, PreparationRun run)
    {
        if (SheetFinder.Isolate(grey) is not { } sheet)
            return grey;
        run.Add("Sheet", "A sheet found on something of another tone; what lies around it painted over.", () => sheet);
        return sheet;
    }

    /// <summary>Whether the ink is darker or lighter than the ground.</summary>
    internal static InkPolarity FindPolarity(GrayImage sheet, PreparationRun run)
    {
        if (run.Options.Polarity != InkPolarity.Auto)
            return run.Options.Polarity;
        var (polarity, ambiguous) = PolarityDetector.Detect(sheet, run.Cancellation);
        if (ambiguous)
            run.Warnings.Add(polarity == InkPolarity.DarkOnLight ? PictureWarnings.TakenForDark : PictureWarnings.TakenForLight);
        return polarity;
    }

    /// <summary>Polarity: from here on, ink is dark.</summary>
    internal static GrayImage TurnDarkOnLight(GrayImage sheet, InkPolarity polarity, PreparationRun run)
    {
        var dark = polarity == InkPolarity.LightOnDark ? Plane.Invert(sheet) : sheet;
        var origin = run.Options.Polarity == InkPolarity.Auto ? "Found" : "Told";
        var description = polarity == InkPolarity.LightOnDark
            ? $"{origin} to be light ink on a dark ground, as MNIST is: left so."
            : $"{origin} to be dark ink on a light ground: turned around, for MNIST is light on dark.";
        run.Add("Polarity", description, () => Plane.Invert(dark));
        return dark;
    }

    /// <summary>EvenLight: how much each place stands out from the ground around it, and from where on that is ink.</summary>
    internal static (GrayImage Strength, float Threshold) EvenLight(GrayImage dark, PreparationRun run)
    {
        var window = StrokeScale.ClosingWindow(dark, run.Cancellation);
        var (strength, threshold) = SmoothToStroke(Calm(LightEvening.InkStrength(dark, window)), dark.Path);
        run.Add(
            "EvenLight",
            "Shadows and gradients taken out: how much each place stands out from the ground around it.",
            () => Plane.Map(strength, v => Math.Clamp(v, 0, 1)));
        return (strength, threshold);
    }

    /// <summary>Threshold: ink or ground, pixel by pixel.</summary>
    internal static bool[] TellInkFromGround(GrayImage strength, float threshold, PreparationRun run)
    {
        var mask = InkThreshold.Apply(strength, threshold);
        run.Add(
            "Threshold",
            FormattableString.Invariant($"Ink is what stands out by at least {threshold:P0} of full ink."),
            () => Plane.FromMask(mask, strength.Width, strength.Height));
        if (InkThreshold.Darkest(strength) < LowContrast)
            run.Warnings.Add("Low contrast: the ink is hardly darker than the ground. Use a darker pen or more light.");
        return mask;
    }

    /// <summary>Clean: ruling, frames and clutter are taken out; what is left may belong to a digit.</summary>
    internal static InkParts Clean(bool[] mask, GrayImage strength, PreparationRun run)
    {
        var lines = run.Options.RemoveRuling ? Ruling.Erase(mask, strength, run.Cancellation) : 0;
        var unframed = FrameEraser.Erase(mask, strength, run.Cancellation);
        var parts = Clutter.Remove(InkParts.Find(unframed, strength), run.Cancellation);
        if (parts.All.Count == 0)
            throw ImageFormatException.Blank(run.Source);
        if (parts.All.Count > MostParts)
            throw ImageFormatException.Speckled(run.Source, parts.All.Count, MostParts);
        run.Add(
            "Clean",
            string.Create(
                CultureInfo.InvariantCulture,
                $"{lines} ruled lines, specks and frames taken out; {parts.All.Count} parts left."),
            parts.Picture);
        return parts;
    }

    private static GrayImage Calm(GrayImage strength)
    {
        var noise = Noise.FromDeviations(Array.ConvertAll(strength.Pixels, Math.Abs));
        return noise > NoticeableNoise && strength.LongestSide >= SmoothingSide ? Plane.BoxBlur(strength, 1) : strength;
    }

    private static (GrayImage Strength, float Threshold) SmoothToStroke(GrayImage strength, string? path)
    {
        var threshold = InkThreshold.Find(strength) ?? throw ImageFormatException.Blank(path);
        var parts = InkParts.Find(InkThreshold.Apply(strength, threshold), strength);
        var radius = (int)Math.Min(WidestSmoothing, SmoothingPerStroke * parts.TypicalStroke());
        if (radius < 1)
            return (strength, threshold);
        var smooth = Plane.BoxBlur(strength, radius);
        return (smooth, InkThreshold.Find(smooth) ?? throw ImageFormatException.Blank(path));
    }
}
