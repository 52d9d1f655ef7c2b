namespace MnistPS.Benchmarks.Imaging;

/// <summary>Thins strokes to their middle line (Zhang and Suen 1984, "A fast parallel algorithm for thinning digital patterns").</summary>
internal static class Skeleton
{
    public static bool[] Thin(bool[] mask, int width, int height)
    {
        var current = (bool[])mask.Clone();
        var changed = true;
        while (changed)
        {
            changed = Peel(current, width, height, first: true) | Peel(current, width, height, first: false);
        }

        return current;
    }

    private static bool Peel(bool[] mask, int width, int height, bool first)
    {
        var peeled = new List<int>();
        for (var y = 1; y < height - 1; y++)
        {
            for (var x = 1; x < width - 1; x++)
            {
                var i = (y * width) + x;
                if (mask[i] && CanGo(mask, i, width, first))
                {
                    peeled.Add(i);
                }
            }
        }

        peeled.ForEach(i => mask[i] = false);
        return peeled.Count > 0;
    }

    private static bool CanGo(bool[] mask, int i, int width, bool first)
    {
        // P2 to P9 of the paper: clockwise from the north.
        Span<bool> p =
        [
            mask[i - width], mask[i - width + 1], mask[i + 1], mask[i + width + 1],
            mask[i + width], mask[i + width - 1], mask[i - 1], mask[i - width - 1],
        ];
        int neighbours = 0, transitions = 0;
        for (var k = 0; k < 8; k++)
        {
            neighbours += p[k] ? 1 : 0;
            transitions += !p[k] && p[(k + 1) % 8] ? 1 : 0;
        }

        var sides = first ? !(p[0] && p[2] && p[4]) && !(p[2] && p[4] && p[6]) : !(p[0] && p[2] && p[6]) && !(p[0] && p[4] && p[6]);
        return neighbours is >= 2 and <= 6 && transitions == 1 && sides;
    }
}
