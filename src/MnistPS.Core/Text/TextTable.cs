using System.Text;

namespace MnistPS.Text;

/// <summary>Rows of words in columns, for what a single object shows of several things: a summary, the epochs of a run.</summary>
internal sealed class TextTable
{
    private const string Gap = "  ";
    private readonly (string Title, bool RightAligned)[] _columns;
    private readonly List<string[]> _rows = [];

    /// <summary>Makes a table.</summary>
    /// <param name="columns">Titles and whether a column holds numbers, which end at the right.</param>
    internal TextTable(params (string Title, bool RightAligned)[] columns) => _columns = columns;

    internal void Add(params string[] cells) => _rows.Add(cells);

    internal void AppendTo(StringBuilder text)
    {
        var widths = _columns.Select((column, i) => _rows.Select(row => row[i].Length).Append(column.Title.Length).Max()).ToArray();
        AppendRow(text, [.. _columns.Select(column => column.Title)], widths);
        AppendRow(text, [.. widths.Select(width => new string('─', width))], widths);
        foreach (var row in _rows)
            AppendRow(text, row, widths);
    }

    private void AppendRow(StringBuilder text, string[] cells, int[] widths)
    {
        var padded = cells.Select((cell, i) => _columns[i].RightAligned ? cell.PadLeft(widths[i]) : cell.PadRight(widths[i]));
        text.AppendLine(string.Join(Gap, padded).TrimEnd());
    }
}
