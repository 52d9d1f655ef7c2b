namespace MnistPS.Imaging.Structure;

/// <summary>A Hough table of nearly level lines: votes per slope and height at the left border.</summary>
internal sealed class LineVotes
{
    private const int BinHeight = 2;

    private readonly int _steps;
    private readonly double _slopeStep;
    private readonly int _width;
    private readonly int _height;
    private readonly int _margin;
    private readonly int _bins;
    private readonly int _stride;
    private readonly int[] _votes;

    /// <summary>Makes an empty table.</summary>
    /// <param name="steps">Slopes to either side of level.</param>
    /// <param name="slopeStep">From one slope to the next.</param>
    /// <param name="width">Columns of the picture.</param>
    /// <param name="height">Rows of the picture.</param>
    /// <param name="stride">Of so many columns one votes.</param>
    internal LineVotes(int steps, double slopeStep, int width, int height, int stride)
    {
        (_steps, _slopeStep, _width, _height, _stride) = (steps, slopeStep, width, height, stride);
        _margin = (int)Math.Ceiling(steps * slopeStep * width) + BinHeight;
        _bins = ((height + (2 * _margin)) / BinHeight) + 2;
        _votes = new int[((2 * steps) + 1) * _bins];
    }

    internal void Add(int x, double y, int vote)
    {
        if (x % _stride != 0)
            return;
        for (var s = -_steps; s <= _steps; s++)
        {
            var bin = (int)((y - (s * _slopeStep * x) + _margin) / BinHeight);
            _votes[((s + _steps) * _bins) + bin] += vote;
        }
    }

    /// <summary>The line with the most votes, if they cover the share given of its way through the picture.</summary>
    internal (double Slope, double Offset)? Best(double cover)
    {
        int best = 0, bestSlope = 0, bestBin = 0;
        for (var s = 0; s <= 2 * _steps; s++)
        {
            var row = _votes.AsSpan(s * _bins, _bins);
            for (var bin = 0; bin < _bins - 1; bin++)
            {
                var count = row[bin] + row[bin + 1];
                if (count > best && count * _stride >= cover * Inside((s - _steps) * _slopeStep, Offset(bin)))
                    (best, bestSlope, bestBin) = (count, s, bin);
            }
        }

        return best == 0 ? null : ((bestSlope - _steps) * _slopeStep, Offset(bestBin));
    }

    /// <summary>Two bins are counted together; their common edge is the middle.</summary>
    private double Offset(int bin) => ((bin + 1) * BinHeight) - _margin - 0.5;

    /// <summary>Columns in which the line is inside the picture, at least half of all: a line across a corner is none.</summary>
    private double Inside(double slope, double offset)
    {
        double from = 0, to = _width;
        if (Math.Abs(slope) > 1e-9)
        {
            double atTop = -offset / slope, atBottom = (_height - offset) / slope;
            from = Math.Max(from, Math.Min(atTop, atBottom));
            to = Math.Min(to, Math.Max(atTop, atBottom));
        }
        else if (offset < 0 || offset >= _height)
            return double.MaxValue;
        return Math.Max(to - from, _width / 2.0);
    }
}
