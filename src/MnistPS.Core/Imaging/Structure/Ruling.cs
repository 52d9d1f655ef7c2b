using MnistPS.Imaging.Pixels;

namespace MnistPS.Imaging.Structure;

/// <summary>Takes the lines of lined and graph paper out of a mask and leaves the pen strokes that cross them.</summary>
/// <remarks>
/// As staff lines are removed from scanned music: a line is a set of short runs across its direction which lie on one straight line
/// from border to border. Where a pen stroke crosses, the run is longer, and stays.
/// </remarks>
internal sealed class Ruling
{
    // Lines may slope by this much (tan 17°): paper is photographed at an angle.
    private const double SteepestSlope = 0.3;

    private const double ThickestShare = 0.012;
    private const int ThickestAtLeast = 3;

    // Several lines that run alike are believed from this covered share on, a single one only if it is nearly whole.
    private const double CoverOfMany = 0.5;
    private const double CoverOfFew = 0.85;
    private const int Many = 3;
    private const int MostLines = 120;

    // About this many columns vote; all are erased.
    private const int VotingColumns = 400;

    // Pictures with fewer pixels than this across have no ruling that could be told from strokes.
    private const int SmallestSide = 40;

    // Ink this much stronger than the line that it lies on is pen.
    private const float PenFactor = 1.6f;

    private readonly bool[] _mask;
    private readonly GrayImage _strength;
    private readonly int _width;
    private readonly int _height;
    private readonly bool _upright;
    private readonly int _thickest;

    private Ruling(bool[] mask, GrayImage strength, bool upright)
    {
        (_mask, _strength, _upright) = (mask, strength, upright);
        (_width, _height) = upright ? (strength.Height, strength.Width) : (strength.Width, strength.Height);
        _thickest = Math.Max(ThickestAtLeast, (int)(ThickestShare * strength.LongestSide));
    }

    private readonly record struct Run(int X, int Top, int Length)
    {
        public double Centre => Top + ((Length - 1) / 2.0);
    }

    private readonly record struct Line(double Slope, double Offset, List<Run> Runs, double Cover);

    /// <summary>Erases ruling from the mask, in place.</summary>
    /// <returns>How many lines were found.</returns>
    internal static int Erase(bool[] mask, GrayImage strength, CancellationToken cancellation)
    {
        if (Math.Min(strength.Width, strength.Height) < SmallestSide)
            return 0;
        // Both directions are found before either is erased: they cut each other's runs.
        var level = new Ruling(mask, strength, upright: false);
        var plumb = new Ruling(mask, strength, upright: true);
        var levelLines = level.FindLines(cancellation);
        var plumbLines = plumb.FindLines(cancellation);
        var erased = (bool[])mask.Clone();
        level.EraseLines(levelLines, erased);
        plumb.EraseLines(plumbLines, erased);
        erased.CopyTo(mask, 0);
        return levelLines.Count + plumbLines.Count;
    }

    private int Index(int x, int y) => _upright ? (x * _strength.Width) + y : (y * _strength.Width) + x;

    private List<Line> FindLines(CancellationToken cancellation)
    {
        var runs = ThinRuns();
        var steps = (int)Math.Ceiling(SteepestSlope * _width / 2);
        var stride = Math.Max(1, _width / VotingColumns);
        var votes = new LineVotes(steps, SteepestSlope / steps, _width, _height, stride);
        runs.ForEach(run => votes.Add(run.X, run.Centre, 1));
        var lines = new List<Line>();
        while (lines.Count < MostLines && votes.Best(CoverOfMany) is (double slope, double offset))
        {
            var line = Collect(slope, offset, runs);
            cancellation.ThrowIfCancellationRequested();
            if (line.Runs.Count == 0)
                break;
            line.Runs.ForEach(run => votes.Add(run.X, run.Centre, -1));
            runs.RemoveAll(run => IsNear(run, slope, offset));
            lines.Add(line);
        }

        return Believable(lines);
    }

    private static List<Line> Believable(List<Line> lines)
    {
        var good = lines.Where(line => line.Cover >= CoverOfMany).ToList();
        return good.Count >= Many ? good : good.Where(line => line.Cover >= CoverOfFew).ToList();
    }

    private List<Run> ThinRuns()
    {
        var runs = new List<Run>();
        for (var x = 0; x < _width; x++)
        {
            var start = -1;
            for (var y = 0; y <= _height; y++)
            {
                var ink = y < _height && _mask[Index(x, y)];
                if (ink && start < 0)
                {
                    start = y;
                }
                else if (!ink && start >= 0)
                {
                    if (y - start <= _thickest)
                        runs.Add(new Run(x, start, y - start));
                    start = -1;
                }
            }
        }

        return runs;
    }

    private Line Collect(double slope, double offset, List<Run> runs)
    {
        var near = runs.FindAll(run => IsNear(run, slope, offset));
        var columns = near.Select(run => run.X).Distinct().Count();
        var inside = 0;
        for (var x = 0; x < _width; x++)
        {
            var y = offset + (slope * x);
            inside += y >= 0 && y < _height ? 1 : 0;
        }

        return new Line(slope, offset, near, (double)columns / Math.Max(1, inside));
    }

    private bool IsNear(Run run, double slope, double offset) =>
        Math.Abs(run.Centre - offset - (slope * run.X)) <= Math.Max(1.5, 0.75 * _thickest);

    private void EraseLines(List<Line> lines, bool[] erased)
    {
        foreach (var line in lines)
        {
            var pen = PenFactor * MedianStrength(line);
            foreach (var run in line.Runs)
            {
                for (var y = run.Top; y < run.Top + run.Length; y++)
                {
                    var i = Index(run.X, y);
                    erased[i] &= _strength.Pixels[i] > pen;
                }
            }
        }
    }

    private float MedianStrength(Line line)
    {
        var values = line.Runs.Select(run => _strength.Pixels[Index(run.X, (int)run.Centre)]).Order().ToArray();
        return values[values.Length / 2];
    }
}
