using MnistPS.Imaging.Ink;
using MnistPS.Imaging.Pixels;

namespace MnistPS.Imaging.Digits;

/// <summary>Joins the parts of digits whose strokes were drawn apart or broke, the nearest first.</summary>
/// <remarks>
/// Pairs that belong together wait in a queue by the gap between them. A group that grew has new pairs, and its old ones are
/// passed over when their turn comes.
/// </remarks>
internal sealed class DigitJoiner
{
    // All lengths are of digit heights.
    private const double PieceHeight = 0.5;
    private const double PieceReach = 0.16;
    private const double StackReach = 0.22;
    private const double StackOverlap = 0.5;
    private const double BarHeight = 0.3;
    private const double BarOverlap = 0.3;
    private const double TallestDigit = 1.5;
    private const double SmallestDigit = 0.4;
    private const int SmallestCell = 8;

    private readonly double _height;
    private readonly List<DigitGroup?> _groups;
    private readonly int[] _growths;
    private readonly BoxGrid _grid;
    private readonly int _reach;
    private readonly PriorityQueue<Pair, (int Gap, int First, int Second)> _pairs = new();

    private DigitJoiner(InkParts parts, double height)
    {
        _height = height;
        _groups = parts.All.ConvertAll(part => (DigitGroup?)new DigitGroup(part));
        _growths = new int[_groups.Count];
        _reach = (int)Math.Ceiling(Math.Max(PieceReach, StackReach) * height);
        _grid = new BoxGrid(Math.Max(SmallestCell, (int)height));
        for (var number = 0; number < _groups.Count; number++)
        {
            FindPairs(number);
            _grid.Add(number, _groups[number]!.Box);
        }
    }

    /// <summary>Joins the parts.</summary>
    /// <param name="parts">All parts.</param>
    /// <param name="height">How tall digits are, in pixels.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>The digits, in the order of their first parts.</returns>
    internal static List<DigitGroup> Join(InkParts parts, double height, CancellationToken cancellation)
    {
        var joiner = new DigitJoiner(parts, height);
        while (joiner._pairs.TryDequeue(out var pair, out _))
        {
            cancellation.ThrowIfCancellationRequested();
            if (joiner.IsCurrent(pair))
                joiner.Join(pair);
        }

        return [.. joiner._groups.OfType<DigitGroup>().Where(group => group.Box.LongestSide >= SmallestDigit * height)];
    }

    private bool IsCurrent(Pair pair) =>
        _growths[pair.First] == pair.FirstGrowth && _growths[pair.Second] == pair.SecondGrowth;

    private void Join(Pair pair)
    {
        var (first, second) = (_groups[pair.First]!, _groups[pair.Second]!);
        _grid.Remove(pair.First, first.Box);
        _grid.Remove(pair.Second, second.Box);
        first.Take(second);
        _groups[pair.Second] = null;
        _growths[pair.First]++;
        _growths[pair.Second]++;
        FindPairs(pair.First);
        _grid.Add(pair.First, first.Box);
    }

    private void FindPairs(int number)
    {
        var box = _groups[number]!.Box;
        foreach (var other in _grid.Near(box, _reach))
        {
            var otherBox = _groups[other]!.Box;
            if (!BelongTogether(box, otherBox))
                continue;
            var (first, second) = (Math.Min(number, other), Math.Max(number, other));
            var gap = Math.Max(box.GapX(otherBox), 0) + Math.Max(box.GapY(otherBox), 0);
            _pairs.Enqueue(new Pair(first, _growths[first], second, _growths[second]), (gap, first, second));
        }
    }

    private bool BelongTogether(PixelBox a, PixelBox b)
    {
        if (a.Union(b).Height > TallestDigit * _height)
            return false;
        int gapX = a.GapX(b), gapY = a.GapY(b);
        var stacked = -gapX >= StackOverlap * Math.Min(a.Width, b.Width) && gapY <= StackReach * _height;
        var piece = Math.Min(a.LongestSide, b.LongestSide) < PieceHeight * _height
            && Math.Max(gapX, 0) <= PieceReach * _height && Math.Max(gapY, 0) <= PieceReach * _height;
        return stacked || piece || IsBarOf(a, b) || IsBarOf(b, a);
    }

    // The bar of a 5 often sticks out further than it lies over the rest.
    private bool IsBarOf(PixelBox bar, PixelBox rest) =>
        bar.Height <= BarHeight * _height && bar.Height < bar.Width
        && -bar.GapX(rest) >= BarOverlap * bar.Width && bar.GapY(rest) <= StackReach * _height;

    /// <summary>Two groups, and how often each had grown when they were compared.</summary>
    private readonly record struct Pair(int First, int FirstGrowth, int Second, int SecondGrowth);
}
