using MnistPS.Imaging.Digits;
using MnistPS.Imaging.Light;
using MnistPS.Imaging.Pixels;

namespace MnistPS.Imaging;

/// <summary>Pictures that are in MNIST's form already.</summary>
internal static class PreparedDigit
{
    private const float DarkGround = 0.25f;

    /// <summary>Centred digits have their centre of mass within a pixel of the middle; more than this off was never centred.</summary>
    private const double OffCentre = 2.5;

    /// <summary>28×28 pixels, light ink on a dark ground.</summary>
    public static bool IsPrepared(GrayImage image, InkPolarity polarity) =>
        HasSize(image) && polarity != InkPolarity.DarkOnLight && IsLightOnDark(image);

    /// <summary>What keeps a picture of 28×28 pixels from being in MNIST's form.</summary>
    public static IReadOnlyList<string> Examine(GrayImage image)
    {
        if (!HasSize(image))
        {
            return [];
        }

        if (!IsLightOnDark(image))
        {
            return ["The pixels do not look like light ink (high numbers) on a dark ground (0), as MNIST has them. Prepare them with ConvertTo-DigitImage."];
        }

        var log = new PreparationLog(keepSteps: false);
        WarnIfOffCentre(image, log);
        return log.Warnings;
    }

    private static bool HasSize(GrayImage image) => image.Width == PreparedImage.Side && image.Height == PreparedImage.Side;

    private static bool IsLightOnDark(GrayImage image)
    {
        float[] border = Border(image);
        float brightest = image.Pixels.Max();
        return Plane.Quantile(border, 0.75) < DarkGround && brightest > 2 * DarkGround
            && Plane.Quantile(image.Pixels, 0.5) < DarkGround;
    }

    public static PreparedImage Keep(GrayImage image, PreparationOptions options)
    {
        var log = new PreparationLog(options.KeepSteps, image.Path);
        log.Add("Unchanged", "28×28 pixels, light on dark: in MNIST's form already.", () => image);
        WarnIfOffCentre(image, log);
        return new PreparedImage(image.ToBytes())
        {
            Source = image.Path,
            BoundingBox = new PixelBox(0, 0, image.SourceWidth, image.SourceHeight),
            Polarity = InkPolarity.LightOnDark,
            Steps = log.Steps,
            Warnings = log.Warnings,
        };
    }

    private static void WarnIfOffCentre(GrayImage image, PreparationLog log)
    {
        double mass = 0, x = 0, y = 0;
        for (int i = 0; i < image.Pixels.Length; i++)
        {
            mass += image.Pixels[i];
            x += image.Pixels[i] * (i % image.Width);
            y += image.Pixels[i] * (i / image.Width);
        }

        if (Math.Max(Math.Abs((x / mass) - DigitNormalizer.Centre), Math.Abs((y / mass) - DigitNormalizer.Centre)) > OffCentre)
        {
            log.Warnings.Add("The picture has MNIST's 28×28 pixels and was left as it is, but its digit is not in the middle. Prepare it anew to centre it (ConvertTo-DigitImage -Force).");
        }
    }

    private static float[] Border(GrayImage image)
    {
        int last = PreparedImage.Side - 1;
        return Enumerable.Range(0, PreparedImage.Side)
            .SelectMany(i => new[] { image[i, 0], image[i, last], image[0, i], image[last, i] })
            .ToArray();
    }
}
