using MnistPS.Imaging.Ink;
using MnistPS.Imaging.Pixels;

namespace MnistPS.Imaging.Digits;

/// <summary>Chooses, of all pieces of ink, those of the one digit that a picture shows.</summary>
/// <remarks>
/// The digit begins with the most prominent piece. It takes in what is close to it, one piece after the other in the order
/// of the picture, and reaches farther as it grows. Pieces that are close wait in a queue; of those that are not yet close
/// the least distance to the digit is known, so that a new piece of the digit is compared with each of them once.
/// </remarks>
internal sealed class DigitChooser
{
    // Of the digit's size: parts at most this far from it belong to it (the bar of a 5, a stroke that was interrupted).
    private const double JoinDistance = 0.2;

    // A part this large, compared with the digit, and not joined to it, is another digit.
    private const double OtherDigit = 0.6;

    // Width per height. What would become wider is another digit beside the first.
    private const double WidestDigit = 1.2;

    private readonly IReadOnlyList<InkPart> _parts;
    private readonly InkPart _main;
    private readonly List<InkPart> _digit = [];

    // By their places in the picture: what is close, what is close but would make the digit too wide, what is far.
    private readonly PriorityQueue<int, int> _close = new();
    private readonly List<int> _tooWide = [];
    private readonly List<int> _far;
    private readonly int[] _distances;
    private PixelBox _box;

    private DigitChooser(IReadOnlyList<InkPart> parts)
    {
        _parts = parts;
        _main = parts.MaxBy(part => part.Prominence)!;
        _box = _main.Box;
        _distances = new int[parts.Count];
        Array.Fill(_distances, int.MaxValue);
        _far = [.. Enumerable.Range(0, parts.Count).Where(place => parts[place] != _main)];
    }

    /// <summary>Chooses the pieces.</summary>
    /// <param name="parts">All pieces, at least one.</param>
    /// <param name="cancellation">Stops the choice.</param>
    /// <returns>The pieces of the digit, the main one first.</returns>
    internal static IReadOnlyList<InkPart> Choose(InkParts parts, CancellationToken cancellation)
    {
        var chooser = new DigitChooser(parts.All);
        for (var next = chooser._main; next is not null; next = chooser.Next())
        {
            cancellation.ThrowIfCancellationRequested();
            chooser.Take(next);
        }

        return chooser._digit;
    }

    /// <summary>Whether pieces as large as a digit are left over.</summary>
    /// <param name="parts">All pieces.</param>
    /// <param name="digit">Those of the digit, the main one first.</param>
    /// <returns>Whether there are some.</returns>
    internal static bool LeavesDigits(InkParts parts, IReadOnlyList<InkPart> digit)
    {
        var taken = digit.ToHashSet();
        return parts.All.Exists(part => IsLarge(part, digit[0]) && !taken.Contains(part));
    }

    private static bool IsLarge(InkPart part, InkPart main) => part.Box.LongestSide >= OtherDigit * main.Box.LongestSide;

    // The first in the order of the picture of those that are close and leave the digit narrow enough.
    private InkPart? Next()
    {
        while (_close.TryDequeue(out var place, out _))
        {
            if (!MakesTooWide(_parts[place]))
                return _parts[place];
            _tooWide.Add(place);
        }

        return null;
    }

    private void Take(InkPart part)
    {
        _digit.Add(part);
        var box = _box.Union(part.Box);
        if (box != _box)
        {
            _box = box;
            _tooWide.ForEach(place => _close.Enqueue(place, place));
            _tooWide.Clear();
        }

        for (var i = _far.Count - 1; i >= 0; i--)
        {
            var place = _far[i];
            _distances[place] = Math.Min(_distances[place], Distance(_parts[place].Box, part.Box));
            if (_distances[place] > Reach(_parts[place]))
                continue;
            _close.Enqueue(place, place);
            _far[i] = _far[^1];
            _far.RemoveAt(_far.Count - 1);
        }
    }

    private bool MakesTooWide(InkPart part)
    {
        var both = part.Box.Union(_box);
        return IsLarge(part, _main) && both.Width > WidestDigit * both.Height;
    }

    // What touches the border beside a digit that does not is a shadow's edge or another thing more often than a piece of it.
    private double Reach(InkPart part) => part.BorderContact > 0 && _main.BorderContact == 0
        ? _main.StrokeWidth / 2
        : JoinDistance * _box.LongestSide;

    private static int Distance(PixelBox a, PixelBox b) => Math.Max(a.GapX(b), a.GapY(b));
}
