using System.Globalization;
using MnistPS.Imaging.Light;
using MnistPS.Imaging.Pixels;
using MnistPS.Imaging.Reading;
using MnistPS.Imaging.Structure;

namespace MnistPS.Imaging.Ink;

/// <summary>A picture of which ink and ground are told apart: light evened out, ruling and specks gone.</summary>
internal sealed class InkSheet
{
    /// <summary>Pictures in which the ground scatters more than this are smoothed before the threshold.</summary>
    private const float NoticeableNoise = 0.03f;
    private const int SmoothingSide = 100;

    /// <summary>Strokes are smoothed over this part of their width: enough against noise, too little to blunt a corner.</summary>
    private const double SmoothingPerStroke = 1 / 7.0;
    private const double WidestSmoothing = 12;

    /// <summary>Ink weaker than this share of full black may be a shadow or a stain.</summary>
    private const float LowContrast = 0.15f;

    private InkSheet(GrayImage source, InkPolarity polarity, GrayImage strength, float threshold, InkParts parts)
    {
        Source = source;
        Polarity = polarity;
        Strength = strength;
        Threshold = threshold;
        Parts = parts;
    }

    public GrayImage Source { get; }

    public InkPolarity Polarity { get; }

    /// <summary>0 ground, 1 black.</summary>
    public GrayImage Strength { get; }

    public float Threshold { get; }

    /// <summary>What is left: parts that may belong to a digit.</summary>
    public InkParts Parts { get; }

    public static InkSheet Read(GrayImage image, PreparationOptions options, PreparationLog log)
    {
        ImageSize.RefuseTooSmall(image.Width, image.Height, image.Path);
        log.Add("Grey", $"{image.SourceWidth}×{image.SourceHeight} pixels, read as {image.Width}×{image.Height} in grey.", () => image);
        if (SheetFinder.Isolate(image) is GrayImage alone)
        {
            image = alone;
            log.Add("Sheet", "A sheet found on something of another tone; what lies around it painted over.", () => alone);
        }

        InkPolarity polarity = FindPolarity(image, options, log);
        GrayImage dark = polarity == InkPolarity.LightOnDark ? Plane.Invert(image) : image;
        log.Add("Polarity", DescribePolarity(polarity, options), () => Plane.Invert(dark));
        GrayImage strength = Calm(LightEvening.InkStrength(dark, StrokeScale.ClosingWindow(dark)));
        (strength, float threshold) = SmoothToStroke(strength, image.Path);
        log.Add("EvenLight", "Shadows and gradients taken out: how much each place stands out from the ground around it.", () => Plane.Map(strength, v => Math.Clamp(v, 0, 1)));
        bool[] mask = InkThreshold.Apply(strength, threshold);
        log.Add("Threshold", FormattableString.Invariant($"Ink is what stands out by at least {threshold:P0} of full ink."), () => Plane.FromMask(mask, image.Width, image.Height));
        if (InkThreshold.Darkest(strength) < LowContrast)
        {
            log.Warnings.Add("Low contrast: the ink is hardly darker than the ground. Use a darker pen or more light.");
        }

        int lines = options.RemoveRuling ? Ruling.Erase(mask, strength) : 0;
        InkParts parts = Clutter.Remove(InkParts.Find(FrameEraser.Erase(mask, strength), strength));
        if (parts.All.Count == 0)
        {
            throw Blank(image.Path);
        }

        log.Add("Clean", string.Create(CultureInfo.InvariantCulture, $"{lines} ruled lines, specks and frames taken out; {parts.All.Count} parts left."), () => parts.Picture());
        return new InkSheet(image, polarity, strength, threshold, parts);
    }

    public static ImageFormatException Blank(string? path) => new(
        "ImageBlank",
        path,
        $"{ImageFormatException.NameOf(path)} seems blank: nothing stands out from the ground. Draw the digit darker, or take the picture closer.");

    private static InkPolarity FindPolarity(GrayImage image, PreparationOptions options, PreparationLog log)
    {
        if (options.Polarity != InkPolarity.Auto)
        {
            return options.Polarity;
        }

        (InkPolarity polarity, bool ambiguous) = PolarityDetector.Detect(image);
        if (ambiguous)
        {
            string other = polarity == InkPolarity.DarkOnLight ? "LightOnDark" : "DarkOnLight";
            log.Warnings.Add($"It is not clear whether the ink is dark or light; {polarity} was taken. If that is wrong, give -Polarity {other}.");
        }

        return polarity;
    }

    private static string DescribePolarity(InkPolarity polarity, PreparationOptions options)
    {
        string origin = options.Polarity == InkPolarity.Auto ? "Found" : "Told";
        return polarity == InkPolarity.LightOnDark
            ? $"{origin} to be light ink on a dark ground, as MNIST is: left so."
            : $"{origin} to be dark ink on a light ground: turned around, for MNIST is light on dark.";
    }

    private static GrayImage Calm(GrayImage strength)
    {
        float noise = Noise.FromDeviations(Array.ConvertAll(strength.Pixels, Math.Abs));
        return noise > NoticeableNoise && strength.LongestSide >= SmoothingSide ? Plane.BoxBlur(strength, 1) : strength;
    }

    private static (GrayImage Strength, float Threshold) SmoothToStroke(GrayImage strength, string? path)
    {
        float threshold = InkThreshold.Find(strength) ?? throw Blank(path);
        InkParts parts = InkParts.Find(InkThreshold.Apply(strength, threshold), strength);
        int radius = (int)Math.Min(WidestSmoothing, SmoothingPerStroke * parts.TypicalStroke());
        if (radius < 1)
        {
            return (strength, threshold);
        }

        GrayImage smooth = Plane.BoxBlur(strength, radius);
        return (smooth, InkThreshold.Find(smooth) ?? throw Blank(path));
    }
}
