namespace MnistPS.Imaging.Ink;

/// <summary>Otsu 1979, "A threshold selection method from gray-level histograms".</summary>
internal static class Otsu
{
    private const int Bins = 256;

    /// <summary>The value in [0, 1] that splits the values into two classes with the least variance within them.</summary>
    internal static float Split(ReadOnlySpan<float> values)
    {
        Span<int> histogram = stackalloc int[Bins];
        double total = 0;
        foreach (var value in values)
        {
            var bin = Math.Clamp((int)(value * Bins), 0, Bins - 1);
            histogram[bin]++;
            total += bin;
        }

        double below = 0, sumBelow = 0, best = -1;
        var split = Bins / 2;
        for (var bin = 0; bin < Bins - 1; bin++)
        {
            below += histogram[bin];
            sumBelow += (double)bin * histogram[bin];
            var above = values.Length - below;
            if (below == 0 || above == 0)
                continue;
            var distance = (sumBelow / below) - ((total - sumBelow) / above);
            var between = below * above * distance * distance;
            if (between > best)
                (best, split) = (between, bin);
        }

        return (split + 1f) / Bins;
    }
}
