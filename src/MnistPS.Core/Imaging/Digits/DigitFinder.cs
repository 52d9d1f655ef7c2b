using MnistPS.Imaging.Ink;
using MnistPS.Imaging.Pixels;
using MnistPS.Imaging.Reading;

namespace MnistPS.Imaging.Digits;

/// <summary>Finds the digits in a picture of several, in reading order.</summary>
public static class DigitFinder
{
    /// <summary>Finds every digit: parts of broken strokes joined, touching digits taken apart.</summary>
    /// <param name="image">A picture of any number of digits in lines, about equally large.</param>
    /// <param name="options">How to prepare; null for the defaults.</param>
    /// <param name="judge">A classifier that helps to tell one wide digit from two that touch; null to go by shape alone.</param>
    /// <returns>The digits, line by line from the top and in each line from the left.</returns>
    /// <exception cref="ImageFormatException">The picture is too small or blank.</exception>
    public static IReadOnlyList<FoundDigit> Find(GrayImage image, PreparationOptions? options = null, DigitJudge? judge = null)
    {
        ArgumentNullException.ThrowIfNull(image);
        options ??= new PreparationOptions();
        if (options.KeepPrepared && PreparedDigit.IsPrepared(image, options.Polarity))
        {
            return [new FoundDigit(0, 0, PreparedDigit.Keep(image, options))];
        }

        var log = new PreparationLog(options.KeepSteps, image.Path);
        InkSheet sheet = InkSheet.Read(image, options, log);
        double height = DigitHeight.Typical(sheet.Parts);
        DigitSplitter.SplitWide(sheet, height, options, judge);
        List<DigitGroup> groups = DigitJoiner.Join(sheet.Parts, height);
        List<List<DigitGroup>> lines = ReadingOrder.Lines(groups);
        return lines.SelectMany((line, l) => line.Select((group, p) => new FoundDigit(l, p, Finish(sheet, group, options, log)))).ToList();
    }

    private static PreparedImage Finish(InkSheet sheet, DigitGroup group, PreparationOptions options, PreparationLog shared)
    {
        var log = new PreparationLog(options.KeepSteps, sheet.Source.Path);
        log.Steps.AddRange(shared.Steps);
        log.Warnings.AddRange(shared.Warnings);
        return DigitCutter.Finish(sheet, group.Parts, options, log);
    }
}
