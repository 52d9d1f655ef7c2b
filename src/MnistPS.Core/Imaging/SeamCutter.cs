namespace MnistPS.Imaging;

/// <summary>Finds where two digits that touch come apart: the path from top to bottom that cuts the least ink.</summary>
internal static class SeamCutter
{
    /// <summary>A path may wander, but each pixel away from the middle costs this much of a pixel of ink per part's width.</summary>
    private const double MiddleWeight = 3;
    private const double SidestepCost = 0.5;

    /// <summary>Seams are looked for in the middle of a part, not nearer to its sides than this share of its width.</summary>
    private const double Margin = 0.2;

    /// <param name="parts">All parts.</param>
    /// <param name="part">The part to cut.</param>
    /// <param name="middle">Where the seam is expected, as a share of the part's width.</param>
    /// <returns>Per row of the part's box the last column that belongs to the left; and how many pixels of ink the seam cuts.</returns>
    public static (int[] Seam, int Cut) Find(InkParts parts, InkPart part, double middle)
    {
        PixelBox box = part.Box;
        int margin = (int)(Margin * Math.Min(box.Width, box.Height));
        int first = margin, last = Math.Max(margin, box.Width - 1 - margin);
        var cost = new double[box.Height, box.Width];
        var from = new int[box.Height, box.Width];
        for (int y = 0; y < box.Height; y++)
        {
            for (int x = first; x <= last; x++)
            {
                bool ink = parts.Labels[((box.Y + y) * parts.Width) + box.X + x] == part.Label;
                double off = Math.Abs(x - (middle * box.Width)) / box.Width;
                (double best, int column) = y == 0 ? (0, x) : Cheapest(cost, y - 1, x, first, last);
                cost[y, x] = best + (ink ? 1 : 0) + (MiddleWeight * off * off);
                from[y, x] = column;
            }
        }

        return Trace(parts, part, cost, from, first, last);
    }

    private static (double Cost, int Column) Cheapest(double[,] cost, int row, int x, int first, int last)
    {
        (double best, int column) = (cost[row, x], x);
        for (int near = Math.Max(first, x - 1); near <= Math.Min(last, x + 1); near++)
        {
            double candidate = cost[row, near] + (near == x ? 0 : SidestepCost);
            if (candidate < best)
            {
                (best, column) = (candidate, near);
            }
        }

        return (best, column);
    }

    private static (int[] Seam, int Cut) Trace(InkParts parts, InkPart part, double[,] cost, int[,] from, int first, int last)
    {
        PixelBox box = part.Box;
        int x = Enumerable.Range(first, last - first + 1).MinBy(column => cost[box.Height - 1, column]);
        var seam = new int[box.Height];
        int cut = 0;
        for (int y = box.Height - 1; y >= 0; y--)
        {
            seam[y] = box.X + x;
            cut += parts.Labels[((box.Y + y) * parts.Width) + box.X + x] == part.Label ? 1 : 0;
            x = from[y, x];
        }

        return (seam, cut);
    }
}
