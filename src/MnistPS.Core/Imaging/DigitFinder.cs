using MnistPS.Imaging.Digits;
using MnistPS.Imaging.Pixels;
using MnistPS.Imaging.Reading;

namespace MnistPS.Imaging;

/// <summary>Finds the digits in a picture of several, in reading order.</summary>
public static class DigitFinder
{
    // A digit that is lower than this cannot be told, and where there are more of them than a note has, they are specks.
    private const int SmallestHeight = 5;
    private const int MostSmallParts = 100;

    /// <summary>Finds every digit: parts of broken strokes joined, touching digits taken apart.</summary>
    /// <param name="image">A picture of any number of digits in lines, about equally large.</param>
    /// <param name="options">How to prepare; null for the defaults.</param>
    /// <param name="judge">A classifier that helps to tell one wide digit from two that touch; null to go by shape alone.</param>
    /// <param name="cancellation">Stops the search.</param>
    /// <returns>The digits, line by line from the top and in each line from the left.</returns>
    /// <exception cref="ImageFormatException">The picture is too small, blank or speckled.</exception>
    /// <exception cref="OperationCanceledException">The search was stopped.</exception>
    public static IReadOnlyList<FoundDigit> Find(
        GrayImage image,
        PreparationOptions? options = null,
        DigitJudge? judge = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(image);
        var run = new PreparationRun(options ?? new PreparationOptions(), image.Path, cancellation);
        if (PreparedDigit.IsPrepared(image, run.Options))
            return [new FoundDigit(0, 0, PreparedDigit.Keep(image, run))];
        var sheet = DigitImagePreparation.FindInk(image, run);
        var height = DigitHeight.Typical(sheet.Parts);
        if (height < SmallestHeight && sheet.Parts.All.Count > MostSmallParts)
            throw ImageFormatException.SpecksOnly(image.Path, sheet.Parts.All.Count, (int)height);
        new DigitSplitter(sheet, height, run.Options.NormalizeStroke, judge, cancellation).SplitWide();
        var lines = ReadingOrder.Lines(DigitJoiner.Join(sheet.Parts, height, cancellation));
        return
        [
            .. lines.SelectMany((line, l) => line.Select((group, p) => new FoundDigit(
                l, p, DigitImagePreparation.BringToForm(sheet, group.Parts, run.Fork())))),
        ];
    }
}
