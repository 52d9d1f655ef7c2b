using MnistPS.Imaging.Digits;
using MnistPS.Imaging.Ink;
using MnistPS.Imaging.Pixels;

namespace MnistPS.Imaging;

/// <summary>The stages from the pieces of ink of one digit to MNIST's form; each notes what it did.</summary>
internal static class DigitStages
{
    /// <summary>Finds the pieces of the one digit that a picture shows.</summary>
    internal static IReadOnlyList<InkPart> Choose(InkSheet sheet, PreparationRun run)
    {
        var digit = DigitChooser.Choose(sheet.Parts, run.Cancellation);
        if (DigitChooser.LeavesDigits(sheet.Parts, digit))
            run.Warnings.Add(PictureWarnings.SeveralDigits);
        return digit;
    }

    /// <summary>Crop: the digit alone, soft at its edges.</summary>
    internal static (GrayImage Soft, PixelBox Place) Crop(InkSheet sheet, IReadOnlyList<InkPart> digit, PreparationRun run)
    {
        if (digit.Any(part => part.BorderContact > 0))
            run.Warnings.Add("The digit touches the border of the picture and may be cut off.");
        var box = digit.Select(part => part.Box).Aggregate((a, b) => a.Union(b));
        var labels = digit.Select(part => part.Label).ToHashSet();
        var soft = DigitCutter.Cut(sheet, box, (x, y) => labels.Contains(sheet.Parts.Labels[(y * sheet.Parts.Width) + x]));
        var place = sheet.Source.ToSource(box);
        run.Add("Crop", $"Cut out at {place}.", () => soft);
        return (soft, place);
    }

    /// <summary>Stroke: strokes that are thinner or thicker than MNIST's become as wide as some of MNIST's.</summary>
    internal static GrayImage AdjustStroke(GrayImage soft, PreparationRun run)
    {
        var (drawn, stroke, growth) = DigitNormalizer.AdjustStroke(soft, run.Options.NormalizeStroke);
        run.Add(
            "Stroke",
            FormattableString.Invariant(
                $"Strokes of {stroke:F1} pixels (of {DigitNormalizer.DigitSide}) made {growth:+0.0;-0.0;0.0} wider."),
            () => drawn);
        return drawn;
    }

    /// <summary>Scale: the longer side becomes as long as MNIST's.</summary>
    internal static GrayImage Scale(GrayImage drawn, PreparationRun run)
    {
        var scaled = DigitNormalizer.Scale(drawn);
        run.Add("Scale", $"The longer side scaled to {DigitNormalizer.DigitSide} pixels.", () => scaled);
        return scaled;
    }

    /// <summary>Centre: the centre of mass comes to the middle of 28×28 pixels.</summary>
    internal static byte[] Centre(GrayImage scaled, PreparationRun run)
    {
        const int side = DigitNormalizer.ImageSide;
        var pixels = DigitNormalizer.CentreByMass(scaled);
        run.Add(
            "Centre",
            $"Centre of mass moved to ({DigitNormalizer.Centre}, {DigitNormalizer.Centre}) of {side}×{side}.",
            () => GrayImage.FromBytes(side, side, pixels));
        return pixels;
    }
}
