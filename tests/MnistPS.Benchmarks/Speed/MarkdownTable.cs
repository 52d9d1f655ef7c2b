namespace MnistPS.Benchmarks.Speed;

/// <summary>A table as Markdown writes it. The first column holds words, the others numbers.</summary>
internal sealed class MarkdownTable
{
    private readonly string[] _titles;
    private readonly List<string[]> _rows = [];

    /// <summary>Makes a table.</summary>
    /// <param name="titles">The titles of the columns.</param>
    internal MarkdownTable(params string[] titles) => _titles = titles;

    /// <summary>Adds a row.</summary>
    /// <param name="cells">As many as there are columns.</param>
    internal void Add(params string[] cells) => _rows.Add(cells);

    /// <summary>Writes it, with an empty line after it.</summary>
    /// <param name="output">Where to.</param>
    internal void Write(TextWriter output)
    {
        int[] widths = [.. _titles.Select((title, i) => _rows.Select(row => row[i].Length).Append(title.Length).Max())];
        WriteRow(output, _titles, widths);
        WriteRow(output, [.. widths.Select((width, i) => new string('-', width - 1) + (i == 0 ? '-' : ':'))], widths);
        foreach (var row in _rows)
            WriteRow(output, row, widths);
        output.WriteLine();
    }

    private static void WriteRow(TextWriter output, string[] cells, int[] widths) => output.WriteLine(
        $"| {string.Join(" | ", cells.Select((cell, i) => i == 0 ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i])))} |");
}
