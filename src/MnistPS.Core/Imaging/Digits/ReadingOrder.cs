namespace MnistPS.Imaging.Digits;

/// <summary>Lines from the top, digits from the left.</summary>
internal static class ReadingOrder
{
    // Digits stand on one line where their heights overlap by this share of the smaller.
    private const double Overlap = 0.4;

    internal static List<List<DigitGroup>> Lines(List<DigitGroup> groups)
    {
        var lines = new List<List<DigitGroup>>();
        foreach (var group in groups.OrderBy(g => g.Box.X))
        {
            // The digit before it is what it must be level with, so that a line may slope.
            var line = lines.Where(l => OverlapWith(l[^1], group) >= Overlap).MaxBy(l => OverlapWith(l[^1], group));
            if (line is null)
                lines.Add([group]);
            else
                line.Add(group);
        }

        return lines.OrderBy(line => line.Average(g => g.Box.Y + (g.Box.Height / 2.0))).ToList();
    }

    private static double OverlapWith(DigitGroup a, DigitGroup b) =>
        -(double)a.Box.GapY(b.Box) / Math.Min(a.Box.Height, b.Box.Height);
}
