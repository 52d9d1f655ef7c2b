using MnistPS.Imaging.Ink;

namespace MnistPS.Imaging.Digits;

/// <summary>Takes touching digits apart.</summary>
/// <param name="sheet">The ink, whose parts are divided in place.</param>
/// <param name="height">How tall digits are, in pixels.</param>
/// <param name="normalizeStroke">How halves are shown to the classifier: with strokes as wide as MNIST's or as they are.</param>
/// <param name="judge">A classifier that tells one digit from two; null to go by shape alone.</param>
/// <param name="cancellation">Stops the work.</param>
internal sealed class DigitSplitter(
    InkSheet sheet, double height, bool normalizeStroke, DigitJudge? judge, CancellationToken cancellation)
{
    // Widths are of digit heights. From here on a part may be two digits, if a classifier says so.
    private const double PerhapsTwo = 0.95;

    // From here on it is two digits, if they come apart easily.
    private const double SurelyTwo = 1.2;

    // Wider than any digit is drawn.
    private const double MuchTooWide = 1.4;

    // Two digits that touch hang together by at most this many stroke widths of ink.
    private const double WidestBridge = 3;

    // Without a classifier, seams away from the likeliest place must cut less: a stroke width per fifth of the part.
    private const double OffMiddleCost = 5;
    private const int MostDigits = 200;

    // Half of a digit, cut in two, seldom looks like two digits to a classifier, but sometimes does.
    private const double JudgesMargin = 0.2;

    // A seam is tried near the middle and near the thirds, for a 1 beside a broad digit.
    private static readonly double[] s_middles = [0.5, 0.35, 0.65];

    private readonly InkParts _parts = sheet.Parts;

    /// <summary>Divides every part that is wider than a digit, and its halves again.</summary>
    internal void SplitWide()
    {
        var waiting = new Queue<InkPart>(_parts.All);
        while (waiting.TryDequeue(out var part) && _parts.All.Count < MostDigits)
        {
            cancellation.ThrowIfCancellationRequested();
            var reference = Math.Max(height, 0.7 * part.Box.Height);
            var width = part.Box.Width / reference;
            if (width < PerhapsTwo || part.Box.Height < 0.5 * height || (judge is null && width < SurelyTwo))
                continue;
            foreach (var half in TrySplit(part, width))
                waiting.Enqueue(half);
        }
    }

    private List<InkPart> TrySplit(InkPart part, double width)
    {
        (int[] Seam, double Worth)? best = null;
        var whole = judge is null ? 0 : Judge(part, null, right: false);
        var places = SeamPlaces(width);
        foreach (var middle in places)
        {
            cancellation.ThrowIfCancellationRequested();
            var (seam, cut) = SeamCutter.Find(_parts, part, middle);
            var bridge = cut / Math.Max(1, part.StrokeWidth);
            if (bridge > WidestBridge)
                continue;
            var worth = judge is null
                ? -bridge - (OffMiddleCost * Math.Abs(middle - places[0]))
                : Math.Min(Judge(part, seam, right: false), Judge(part, seam, right: true)) - whole;
            if (best is null || worth > best.Value.Worth)
                best = (seam, worth);
        }

        var surely = judge is null ? SurelyTwo : MuchTooWide;
        return best is { } found && (width >= surely || found.Worth > JudgesMargin) ? Split(part, found.Seam) : [];
    }

    // Of three or more digits in a row the first is cut off at its place.
    private static double[] SeamPlaces(double width)
    {
        var digits = (int)Math.Round(width / 0.75);
        return digits <= 2 ? s_middles : [1.0 / digits, 1.4 / digits, 0.7 / digits];
    }

    private List<InkPart> Split(InkPart part, int[] seam)
    {
        var before = _parts.All.Count;
        _parts.Split(part, seam);
        return _parts.All.GetRange(before - 1, _parts.All.Count - before + 1);
    }

    private double Judge(InkPart part, int[]? seam, bool right)
    {
        var soft = DigitCutter.Cut(sheet, part.Box, Belongs);
        return soft.Pixels.Max() < 0.5f ? 0 : judge!(DigitNormalizer.Normalize(soft, normalizeStroke));

        bool Belongs(int x, int y) => _parts.Labels[(y * _parts.Width) + x] == part.Label
            && (seam is null || (x > seam[Math.Clamp(y - part.Box.Y, 0, seam.Length - 1)]) == right);
    }
}
