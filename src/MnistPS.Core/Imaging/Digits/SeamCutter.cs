using MnistPS.Imaging.Ink;

namespace MnistPS.Imaging.Digits;

/// <summary>Finds where two digits that touch come apart: the path from top to bottom that cuts the least ink.</summary>
internal static class SeamCutter
{
    // A path may wander, but each pixel away from the middle costs this much of a pixel of ink per part's width.
    private const double MiddleWeight = 3;
    private const double SidestepCost = 0.5;

    // Seams are looked for in the middle of a part, not nearer to its sides than this share of its width.
    private const double Margin = 0.2;

    /// <param name="parts">All parts.</param>
    /// <param name="part">The part to cut.</param>
    /// <param name="middle">Where the seam is expected, as a share of the part's width.</param>
    /// <returns>Per row of the part's box the last column that belongs to the left; and how many pixels of ink, or of what it encloses, the seam cuts.</returns>
    internal static (int[] Seam, int Cut) Find(InkParts parts, InkPart part, double middle)
    {
        var box = part.Box;
        var margin = (int)(Margin * Math.Min(box.Width, box.Height));
        int first = margin, last = Math.Max(margin, box.Width - 1 - margin);
        var solid = Solid(parts, part);
        var cost = new double[box.Height, box.Width];
        var from = new int[box.Height, box.Width];
        for (var y = 0; y < box.Height; y++)
        {
            for (var x = first; x <= last; x++)
            {
                var ink = solid[(y * box.Width) + x];
                var off = Math.Abs(x - (middle * box.Width)) / box.Width;
                (var best, var column) = y == 0 ? (0, x) : Cheapest(cost, y - 1, x, first, last);
                cost[y, x] = best + (ink ? 1 : 0) + (MiddleWeight * off * off);
                from[y, x] = column;
            }
        }

        return Trace(part, solid, cost, from, first, last);
    }

    /// <summary>The part without its holes: the way through the loop of a 0 crosses little ink, and still cuts the digit.</summary>
    private static bool[] Solid(InkParts parts, InkPart part)
    {
        var box = part.Box;
        var shape = new bool[box.Width * box.Height];
        for (var i = 0; i < shape.Length; i++)
        {
            int x = box.X + (i % box.Width), y = box.Y + (i / box.Width);
            shape[i] = parts.Labels[(y * parts.Width) + x] == part.Label;
        }

        return Holes.Fill(shape, box.Width, box.Height);
    }

    private static (double Cost, int Column) Cheapest(double[,] cost, int row, int x, int first, int last)
    {
        (var best, var column) = (cost[row, x], x);
        for (var near = Math.Max(first, x - 1); near <= Math.Min(last, x + 1); near++)
        {
            var candidate = cost[row, near] + (near == x ? 0 : SidestepCost);
            if (candidate < best)
                (best, column) = (candidate, near);
        }

        return (best, column);
    }

    private static (int[] Seam, int Cut) Trace(InkPart part, bool[] solid, double[,] cost, int[,] from, int first, int last)
    {
        var box = part.Box;
        var x = Enumerable.Range(first, last - first + 1).MinBy(column => cost[box.Height - 1, column]);
        var seam = new int[box.Height];
        var cut = 0;
        for (var y = box.Height - 1; y >= 0; y--)
        {
            seam[y] = box.X + x;
            cut += solid[(y * box.Width) + x] ? 1 : 0;
            x = from[y, x];
        }

        return (seam, cut);
    }
}
