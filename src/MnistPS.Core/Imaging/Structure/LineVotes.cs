namespace MnistPS.Imaging.Structure;

/// <summary>A Hough table of nearly level lines: votes per slope and height at the left border.</summary>
internal sealed class LineVotes
{
    private const int BinHeight = 2;

    private readonly int steps;
    private readonly double slopeStep;
    private readonly int width;
    private readonly int height;
    private readonly int margin;
    private readonly int bins;
    private readonly int stride;
    private readonly int[] votes;

    internal LineVotes(int steps, double slopeStep, int width, int height, int stride)
    {
        this.stride = stride;
        this.steps = steps;
        this.slopeStep = slopeStep;
        this.width = width;
        this.height = height;
        margin = (int)Math.Ceiling(steps * slopeStep * width) + BinHeight;
        bins = ((height + (2 * margin)) / BinHeight) + 2;
        votes = new int[((2 * steps) + 1) * bins];
    }

    internal void Add(int x, double y, int vote)
    {
        if (x % stride != 0)
            return;
        for (var s = -steps; s <= steps; s++)
        {
            var bin = (int)((y - (s * slopeStep * x) + margin) / BinHeight);
            votes[((s + steps) * bins) + bin] += vote;
        }
    }

    /// <summary>The line with the most votes, if they cover the share given of its way through the picture.</summary>
    internal (double Slope, double Offset)? Best(double cover)
    {
        int best = 0, bestSlope = 0, bestBin = 0;
        for (var s = 0; s <= 2 * steps; s++)
        {
            var row = votes.AsSpan(s * bins, bins);
            for (var bin = 0; bin < bins - 1; bin++)
            {
                var count = row[bin] + row[bin + 1];
                if (count > best && count * stride >= cover * Inside((s - steps) * slopeStep, Offset(bin)))
                    (best, bestSlope, bestBin) = (count, s, bin);
            }
        }

        return best == 0 ? null : ((bestSlope - steps) * slopeStep, Offset(bestBin));
    }

    /// <summary>Two bins are counted together; their common edge is the middle.</summary>
    private double Offset(int bin) => ((bin + 1) * BinHeight) - margin - 0.5;

    /// <summary>Columns in which the line is inside the picture, at least half of all: a line across a corner is none.</summary>
    private double Inside(double slope, double offset)
    {
        double from = 0, to = width;
        if (Math.Abs(slope) > 1e-9)
        {
            double atTop = -offset / slope, atBottom = (height - offset) / slope;
            from = Math.Max(from, Math.Min(atTop, atBottom));
            to = Math.Min(to, Math.Max(atTop, atBottom));
        }
        else if (offset < 0 || offset >= height)
            return double.MaxValue;
        return Math.Max(to - from, width / 2.0);
    }
}
