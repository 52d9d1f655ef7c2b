using MnistPS.Imaging.Ink;
using MnistPS.Imaging.Pixels;
using MnistPS.Imaging.Reading;

namespace MnistPS.Imaging;

/// <summary>
/// Prepares a picture of one digit as MNIST's authors did: the digit alone, its longer side 20, centred by mass in 28×28.
/// </summary>
public static class DigitImagePreparation
{
    /// <summary>Brings a picture of one digit into MNIST's form.</summary>
    /// <param name="image">A picture of one digit, of any size, dark on light or light on dark.</param>
    /// <param name="options">How to prepare; null for the defaults.</param>
    /// <param name="cancellation">Stops the preparation.</param>
    /// <returns>The digit in 28×28 pixels, light on dark, with warnings about what may be wrong with it.</returns>
    /// <exception cref="ImageFormatException">The picture is too small, blank or speckled.</exception>
    /// <exception cref="OperationCanceledException">The preparation was stopped.</exception>
    public static PreparedImage Prepare(
        GrayImage image, PreparationOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(image);
        var run = new PreparationRun(options ?? new PreparationOptions(), image.Path, cancellation);
        if (PreparedDigit.IsPrepared(image, run.Options))
            return PreparedDigit.Keep(image, run);
        var sheet = FindInk(image, run);
        var digit = DigitStages.Choose(sheet, run);
        return BringToForm(sheet, digit, run);
    }

    /// <summary>Says what keeps a picture of 28×28 pixels from being in MNIST's form, without changing it.</summary>
    /// <param name="image">The picture; of other sizes nothing is said.</param>
    /// <returns>A sentence for each thing that was noticed.</returns>
    public static IReadOnlyList<string> Examine(GrayImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return PreparedDigit.Examine(image);
    }

    /// <summary>The first half, from the picture to its pieces of ink: one stage after the other.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="run">Takes the stages.</param>
    /// <returns>The ink.</returns>
    internal static InkSheet FindInk(GrayImage image, PreparationRun run)
    {
        var grey = InkStages.TakeGrey(image, run);
        var sheet = InkStages.IsolateSheet(grey, run);
        var polarity = InkStages.FindPolarity(sheet, run);
        var dark = InkStages.TurnDarkOnLight(sheet, polarity, run);
        var (strength, threshold) = InkStages.EvenLight(dark, run);
        var mask = InkStages.TellInkFromGround(strength, threshold, run);
        var parts = InkStages.Clean(mask, strength, run);
        return new InkSheet(sheet, polarity, strength, threshold, parts);
    }

    /// <summary>The second half, from the pieces of one digit to MNIST's form: one stage after the other.</summary>
    /// <param name="sheet">The ink.</param>
    /// <param name="digit">The pieces that make up the digit.</param>
    /// <param name="run">Takes the stages.</param>
    /// <returns>The digit in 28×28 pixels.</returns>
    internal static PreparedImage BringToForm(InkSheet sheet, IReadOnlyList<InkPart> digit, PreparationRun run)
    {
        var (soft, place) = DigitStages.Crop(sheet, digit, run);
        var drawn = DigitStages.AdjustStroke(soft, run);
        var scaled = DigitStages.Scale(drawn, run);
        var pixels = DigitStages.Centre(scaled, run);
        return new PreparedImage(pixels)
        {
            Source = sheet.Source.Path,
            BoundingBox = place,
            Polarity = sheet.Polarity,
            Steps = run.Steps,
            Warnings = run.Warnings,
        };
    }
}
