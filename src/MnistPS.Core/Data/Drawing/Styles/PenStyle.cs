using System.Globalization;

namespace MnistPS.Data.Drawing.Styles;

/// <summary>
/// One way of writing a digit. As in a variable font, a style has several masters: the same pen path, written by hands
/// that differ (narrow and wide, flat and curved). A sample is a blend of them.
/// </summary>
/// <remarks>
/// A master is written as <c>"x,y x,y! | x,y x,y"</c>: points that a smooth curve passes, <c>!</c> for a corner,
/// <c>|</c> where the pen lifts.
/// </remarks>
internal sealed class PenStyle
{
    private const char Lift = '|';
    private const char Corner = '!';

    /// <summary>Parses the masters, which must agree in strokes, points and corners.</summary>
    internal PenStyle(string name, float frequency, params string[] masters)
    {
        Name = name;
        Frequency = frequency;
        Masters = [.. masters.Select(ParsePoints)];
        Pieces = ParsePieces(masters[0]);
        var odd = masters.FirstOrDefault(m => !ParsePieces(m).SequenceEqual(Pieces));
        if (odd is not null)
        {
            throw new FormatException(
                $"Style '{name}': master \"{odd}\" differs from \"{masters[0]}\" in strokes, points or corners.");
        }
    }

    /// <summary>What sets this way of writing apart.</summary>
    internal string Name { get; }

    /// <summary>How often the style is drawn, relative to the other styles of its digit.</summary>
    internal float Frequency { get; }

    /// <summary>Per master, all points of the path in the order of writing.</summary>
    internal PenPoint[][] Masters { get; }

    /// <summary>The smooth pieces of the path: a new one begins at each corner and at each lift of the pen.</summary>
    internal PenPiece[] Pieces { get; }

    private static PenPoint[] ParsePoints(string master) =>
        [.. Words(master).Where(w => w[0] != Lift).Select(ParsePoint)];

    private static PenPoint ParsePoint(string word)
    {
        var xy = word.TrimEnd(Corner).Split(',');
        return new PenPoint(
            float.Parse(xy[0], CultureInfo.InvariantCulture), float.Parse(xy[1], CultureInfo.InvariantCulture));
    }

    private static PenPiece[] ParsePieces(string master)
    {
        var pieces = new List<PenPiece>();
        int first = 0, next = 0;
        var lifted = true;
        foreach (var word in Words(master))
        {
            if (word[0] == Lift)
            {
                pieces.Add(new PenPiece(first, next - 1, lifted));
                (first, lifted) = (next, true);
                continue;
            }

            if (word[^1] == Corner)
            {
                pieces.Add(new PenPiece(first, next, lifted));
                (first, lifted) = (next, false);
            }

            next++;
        }

        pieces.Add(new PenPiece(first, next - 1, lifted));
        return [.. pieces];
    }

    private static string[] Words(string master) => master.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
