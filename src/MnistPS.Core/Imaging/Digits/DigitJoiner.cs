using MnistPS.Imaging.Ink;
using MnistPS.Imaging.Pixels;

namespace MnistPS.Imaging.Digits;

/// <summary>Joins the parts of digits whose strokes were drawn apart or broke.</summary>
internal static class DigitJoiner
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

    public static List<DigitGroup> Join(InkParts parts, double height)
    {
        List<DigitGroup> groups = parts.All.ConvertAll(part => new DigitGroup(part));
        while (NextPair(groups, height) is (DigitGroup a, DigitGroup b))
        {
            a.Take(b);
            groups.Remove(b);
        }

        return groups.FindAll(group => group.Box.LongestSide >= SmallestDigit * height);
    }

    /// <summary>The two groups that belong together and are nearest to each other.</summary>
    private static (DigitGroup A, DigitGroup B)? NextPair(List<DigitGroup> groups, double height)
    {
        (DigitGroup, DigitGroup)? best = null;
        double nearest = double.MaxValue;
        for (int a = 0; a < groups.Count; a++)
        {
            for (int b = a + 1; b < groups.Count; b++)
            {
                double gap = Math.Max(groups[a].Box.GapX(groups[b].Box), 0) + Math.Max(groups[a].Box.GapY(groups[b].Box), 0);
                if (gap < nearest && BelongTogether(groups[a].Box, groups[b].Box, height))
                {
                    nearest = gap;
                    best = (groups[a], groups[b]);
                }
            }
        }

        return best;
    }

    private static bool BelongTogether(PixelBox a, PixelBox b, double height)
    {
        if (a.Union(b).Height > TallestDigit * height)
        {
            return false;
        }

        double gapX = a.GapX(b), gapY = a.GapY(b);
        bool stacked = -gapX >= StackOverlap * Math.Min(a.Width, b.Width) && gapY <= StackReach * height;
        bool piece = Math.Min(a.LongestSide, b.LongestSide) < PieceHeight * height
            && Math.Max(gapX, 0) <= PieceReach * height && Math.Max(gapY, 0) <= PieceReach * height;
        return stacked || piece || IsBarOf(a, b, height) || IsBarOf(b, a, height);
    }

    /// <summary>The bar of a 5 often sticks out further than it lies over the rest.</summary>
    private static bool IsBarOf(PixelBox bar, PixelBox rest, double height) =>
        bar.Height <= BarHeight * height && bar.Height < bar.Width
        && -bar.GapX(rest) >= BarOverlap * bar.Width && bar.GapY(rest) <= StackReach * height;
}
