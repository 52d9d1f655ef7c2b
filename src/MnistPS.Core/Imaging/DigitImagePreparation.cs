using MnistPS.Imaging.Digits;
using MnistPS.Imaging.Ink;
using MnistPS.Imaging.Pixels;
using MnistPS.Imaging.Reading;

namespace MnistPS.Imaging;

/// <summary>Prepares a picture of one digit as MNIST's authors did: the digit alone, its longer side 20, centred by mass in 28×28.</summary>
public static class DigitImagePreparation
{
    /// <summary>Of the digit's size: parts at most this far from it belong to it (the bar of a 5, a stroke that was interrupted).</summary>
    private const double JoinDistance = 0.2;

    /// <summary>A part this large, compared with the digit, and not joined to it, is another digit.</summary>
    private const double OtherDigit = 0.6;

    /// <summary>Width per height. What would become wider is another digit beside the first.</summary>
    private const double WidestDigit = 1.2;

    /// <summary>Brings a picture of one digit into MNIST's form.</summary>
    /// <param name="image">A picture of one digit, of any size, dark on light or light on dark.</param>
    /// <param name="options">How to prepare; null for the defaults.</param>
    /// <returns>The digit in 28×28 pixels, light on dark, with warnings about what may be wrong with it.</returns>
    /// <exception cref="ImageFormatException">The picture is too small or blank.</exception>
    public static PreparedImage Prepare(GrayImage image, PreparationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(image);
        options ??= new PreparationOptions();
        if (options.KeepPrepared && PreparedDigit.IsPrepared(image, options.Polarity))
        {
            return PreparedDigit.Keep(image, options);
        }

        var log = new PreparationLog(options.KeepSteps, image.Path);
        InkSheet sheet = InkSheet.Read(image, options, log);
        return DigitCutter.Finish(sheet, ChooseDigit(sheet.Parts, log), options, log);
    }

    /// <summary>Says what keeps a picture of 28×28 pixels from being in MNIST's form, without changing it.</summary>
    /// <param name="image">The picture; of other sizes nothing is said.</param>
    /// <returns>A sentence for each thing that was noticed.</returns>
    public static IReadOnlyList<string> Examine(GrayImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return PreparedDigit.Examine(image);
    }

    private static List<InkPart> ChooseDigit(InkParts parts, PreparationLog log)
    {
        InkPart main = parts.All.MaxBy(part => part.Prominence)!;
        var digit = new List<InkPart> { main };
        while (parts.All.Find(part => !digit.Contains(part) && IsClose(part, digit)) is InkPart next)
        {
            digit.Add(next);
        }

        if (parts.All.Exists(part => !digit.Contains(part) && part.Box.LongestSide >= OtherDigit * main.Box.LongestSide))
        {
            log.Warnings.Add("Several digits seem to be in the picture; the largest was taken. To read them all, use Get-DigitPrediction -Multiple.");
        }

        return digit;
    }

    private static bool IsClose(InkPart part, List<InkPart> digit)
    {
        // What touches the border beside a digit that does not is a shadow's edge or another thing more often than a piece of it.
        bool stranger = part.BorderContact > 0 && digit[0].BorderContact == 0;
        PixelBox box = digit.Select(p => p.Box).Aggregate((a, b) => a.Union(b));
        if (part.Box.LongestSide >= OtherDigit * digit[0].Box.LongestSide && part.Box.Union(box) is var both && both.Width > WidestDigit * both.Height)
        {
            return false;
        }

        double reach = stranger ? digit[0].StrokeWidth / 2 : JoinDistance * box.LongestSide;
        return part.Box.GapX(box) <= reach && part.Box.GapY(box) <= reach
            && digit.Exists(p => p.Box.GapX(part.Box) <= reach && p.Box.GapY(part.Box) <= reach);
    }
}
