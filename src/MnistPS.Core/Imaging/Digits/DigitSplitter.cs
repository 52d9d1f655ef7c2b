using MnistPS.Imaging.Ink;
using MnistPS.Imaging.Pixels;

namespace MnistPS.Imaging.Digits;

/// <summary>Takes touching digits apart.</summary>
internal static class DigitSplitter
{
    /// <summary>Widths are of digit heights. From here on a part may be two digits, if a classifier says so.</summary>
    private const double PerhapsTwo = 0.95;

    /// <summary>From here on it is two digits, if they come apart easily.</summary>
    private const double SurelyTwo = 1.2;

    /// <summary>Wider than any digit is drawn.</summary>
    private const double MuchTooWide = 1.4;

    /// <summary>Two digits that touch hang together by at most this many stroke widths of ink.</summary>
    private const double WidestBridge = 3;
    /// <summary>Without a classifier, seams away from the likeliest place must cut less: a stroke width per fifth of the part.</summary>
    private const double OffMiddleCost = 5;
    private const int MostDigits = 200;

    /// <summary>Half of a digit, cut in two, seldom looks like two digits to a classifier, but sometimes does.</summary>
    private const double JudgesMargin = 0.2;

    /// <summary>A seam is tried near the middle and near the thirds, for a 1 beside a broad digit.</summary>
    private static readonly double[] Middles = [0.5, 0.35, 0.65];

    public static void SplitWide(InkSheet sheet, double height, PreparationOptions options, DigitJudge? judge)
    {
        var waiting = new Queue<InkPart>(sheet.Parts.All);
        while (waiting.TryDequeue(out InkPart? part) && sheet.Parts.All.Count < MostDigits)
        {
            double reference = Math.Max(height, 0.7 * part.Box.Height);
            double width = part.Box.Width / reference;
            if (width < PerhapsTwo || part.Box.Height < 0.5 * height || (judge is null && width < SurelyTwo))
            {
                continue;
            }

            foreach (InkPart half in TrySplit(sheet, part, width, options, judge))
            {
                waiting.Enqueue(half);
            }
        }
    }

    private static List<InkPart> TrySplit(InkSheet sheet, InkPart part, double width, PreparationOptions options, DigitJudge? judge)
    {
        (int[] Seam, double Worth)? best = null;
        double whole = judge is null ? 0 : Judge(sheet, part, null, right: false, options, judge);
        foreach (double middle in SeamPlaces(width))
        {
            (int[] seam, int cut) = SeamCutter.Find(sheet.Parts, part, middle);
            double bridge = cut / Math.Max(1, part.StrokeWidth);
            if (bridge > WidestBridge)
            {
                continue;
            }

            double worth = judge is null
                ? -bridge - (OffMiddleCost * Math.Abs(middle - SeamPlaces(width).First()))
                : Math.Min(Judge(sheet, part, seam, right: false, options, judge), Judge(sheet, part, seam, right: true, options, judge)) - whole;
            if (best is null || worth > best.Value.Worth)
            {
                best = (seam, worth);
            }
        }

        bool wanted = best is not null && (width >= (judge is null ? SurelyTwo : MuchTooWide) || best.Value.Worth > JudgesMargin);
        return wanted ? Split(sheet.Parts, part, best!.Value.Seam) : [];
    }

    /// <summary>Of three or more digits in a row the first is cut off at its place.</summary>
    private static double[] SeamPlaces(double width)
    {
        int digits = (int)Math.Round(width / 0.75);
        return digits <= 2 ? Middles : [1.0 / digits, 1.4 / digits, 0.7 / digits];
    }

    private static List<InkPart> Split(InkParts parts, InkPart part, int[] seam)
    {
        int before = parts.All.Count;
        parts.Split(part, seam);
        return parts.All.GetRange(before - 1, parts.All.Count - before + 1);
    }

    private static double Judge(
        InkSheet sheet, InkPart part, int[]? seam, bool right, PreparationOptions options, DigitJudge judge)
    {
        bool Belongs(int x, int y) => sheet.Parts.Labels[(y * sheet.Parts.Width) + x] == part.Label
            && (seam is null || (x > seam[Math.Clamp(y - part.Box.Y, 0, seam.Length - 1)]) == right);
        GrayImage soft = DigitCutter.Cut(sheet, part.Box, Belongs);
        return soft.Pixels.Max() < 0.5f ? 0 : judge(DigitNormalizer.Normalize(soft, options, new PreparationLog(keepSteps: false)));
    }
}
