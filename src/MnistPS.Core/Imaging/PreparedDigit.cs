using MnistPS.Imaging.Digits;
using MnistPS.Imaging.Light;
using MnistPS.Imaging.Pixels;

namespace MnistPS.Imaging;

/// <summary>Pictures that are in MNIST's form already.</summary>
internal static class PreparedDigit
{
    private const float DarkGround = 0.25f;

    // Centred digits have their centre of mass within a pixel of the middle; more than this off was never centred.
    private const double OffCentre = 2.5;

    /// <summary>Whether a picture has 28×28 pixels, light ink on a dark ground, and may be kept so.</summary>
    internal static bool IsPrepared(GrayImage image, PreparationOptions options) =>
        options.KeepPrepared && HasSize(image) && options.Polarity != InkPolarity.DarkOnLight && IsLightOnDark(image);

    /// <summary>What keeps a picture of 28×28 pixels from being in MNIST's form.</summary>
    internal static IReadOnlyList<string> Examine(GrayImage image)
    {
        if (!HasSize(image))
            return [];
        if (!IsLightOnDark(image))
            return [PictureWarnings.NotLightOnDark];
        return IsOffCentre(image) ? [PictureWarnings.OffCentre] : [];
    }

    /// <summary>Hands the picture on as it is.</summary>
    internal static PreparedImage Keep(GrayImage image, PreparationRun run)
    {
        run.Add("Unchanged", "28×28 pixels, light on dark: in MNIST's form already.", () => image);
        if (IsOffCentre(image))
            run.Warnings.Add(PictureWarnings.OffCentre);
        return new PreparedImage(image.ToBytes())
        {
            Source = image.Path,
            BoundingBox = new PixelBox(0, 0, image.SourceWidth, image.SourceHeight),
            Polarity = InkPolarity.LightOnDark,
            Steps = run.Steps,
            Warnings = run.Warnings,
        };
    }

    private static bool HasSize(GrayImage image) =>
        image.Width == PreparedImage.Side && image.Height == PreparedImage.Side;

    private static bool IsLightOnDark(GrayImage image) =>
        Plane.Quantile(Border(image), 0.75) < DarkGround
        && image.Pixels.Max() > 2 * DarkGround
        && Plane.Quantile(image.Pixels, 0.5) < DarkGround;

    private static bool IsOffCentre(GrayImage image)
    {
        double mass = 0, x = 0, y = 0;
        for (var i = 0; i < image.Pixels.Length; i++)
        {
            mass += image.Pixels[i];
            x += image.Pixels[i] * (i % image.Width);
            y += image.Pixels[i] * (i / image.Width);
        }

        return Math.Abs((x / mass) - DigitNormalizer.Centre) > OffCentre
            || Math.Abs((y / mass) - DigitNormalizer.Centre) > OffCentre;
    }

    private static float[] Border(GrayImage image)
    {
        const int last = PreparedImage.Side - 1;
        return
        [
            .. Enumerable.Range(0, PreparedImage.Side)
                .SelectMany(i => new[] { image[i, 0], image[i, last], image[0, i], image[last, i] }),
        ];
    }
}
