using MnistPS.Imaging.Ink;

namespace MnistPS.Imaging.Structure;

/// <summary>One of the four sides of a part's bounding box, along which a frame has its ink.</summary>
/// <param name="parts">All parts.</param>
/// <param name="part">The part.</param>
/// <param name="across">Whether it is the left or right side, and not the upper or lower one.</param>
/// <param name="far">Whether it is the right or lower side.</param>
internal sealed class FrameSide(InkParts parts, InkPart part, bool across, bool far)
{
    // So much of each of the four sides of the bounding box is ink in a frame.
    private const double SideCover = 0.85;
    private const double DeepestSide = 0.04;

    // Where ink is this much thicker than the frame, something crosses it, and stays.
    private const double CrossingFactor = 1.8;

    private readonly int _length = across ? part.Box.Height : part.Box.Width;
    private readonly int _depth = across ? part.Box.Width : part.Box.Height;

    /// <summary>Adds the pixels of the side, if it has ink along nearly all of it.</summary>
    /// <param name="outline">Takes the pixels.</param>
    /// <returns>Whether it has.</returns>
    internal bool TryAddTo(List<int> outline)
    {
        var runs = FindRuns();
        if (runs.Count < SideCover * _length)
            return false;
        var thickness = runs.Select(run => run.End - run.Start).Order().ElementAt(runs.Count / 2);
        foreach (var (along, start, end) in runs)
        {
            var stop = end - start <= CrossingFactor * thickness ? end : start + thickness;
            for (var inward = start; inward < stop; inward++)
                outline.Add(Pixel(along, inward));
        }

        return true;
    }

    // For each place along the side the ink that begins near it.
    private List<(int Along, int Start, int End)> FindRuns()
    {
        var reach = Math.Min(_depth, Math.Max(2, (int)(DeepestSide * _depth)));
        var runs = new List<(int Along, int Start, int End)>();
        for (var along = 0; along < _length; along++)
        {
            var start = 0;
            while (start < reach && !IsInk(along, start))
                start++;
            if (start == reach)
                continue;
            var end = start;
            while (end < _depth && IsInk(along, end))
                end++;
            runs.Add((along, start, end));
        }

        return runs;
    }

    private bool IsInk(int along, int inward) => parts.Labels[Pixel(along, inward)] == part.Label;

    private int Pixel(int along, int inward)
    {
        var step = far ? _depth - 1 - inward : inward;
        return across
            ? ((part.Box.Y + along) * parts.Width) + part.Box.X + step
            : ((part.Box.Y + step) * parts.Width) + part.Box.X + along;
    }
}
