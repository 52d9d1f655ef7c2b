using System.Globalization;

namespace MnistPS.Import;

/// <summary>The names of the columns of a CSV file, if it has any, and which column is the label as far as they tell.</summary>
internal sealed class CsvHeader
{
    private const string First = "First";
    private const string Last = "Last";

    // As the data sets of Kaggle, OpenML and scikit-learn call it.
    private static readonly HashSet<string> s_labelNames =
        new(["label", "class", "target", "digit"], StringComparer.OrdinalIgnoreCase);

    private CsvHeader(IReadOnlyList<string> names) => Names = names;

    /// <summary>A file whose columns have no names.</summary>
    internal static CsvHeader None { get; } = new([]);

    /// <summary>The names, in their order; empty where there are none.</summary>
    internal IReadOnlyList<string> Names { get; }

    /// <summary>
    /// Takes a line for the names of the columns where no cell of it is a number and some are filled, or where a column is
    /// called label, class, target or digit.
    /// </summary>
    /// <param name="cells">The first line.</param>
    /// <param name="cell">Tells what is the name of a class, and so a label.</param>
    /// <returns>The header; null for a line of data.</returns>
    internal static CsvHeader? TryRead(IReadOnlyList<string> cells, CsvCell cell)
    {
        var isWords = cells.Any(text => text.Length > 0) && !cells.Any(text => CsvCell.IsNumber(text) || cell.IsClassName(text));
        return isWords ? new CsvHeader([.. cells]) : TryReadLabel(cells, cell);
    }

    /// <summary>Takes a comment for the names of the columns where one of them is called label, class, target or digit.</summary>
    /// <param name="cells">What the comment says, taken apart as a line.</param>
    /// <param name="cell">Tells what is the name of a class, and so a label.</param>
    /// <returns>The header; null for another comment.</returns>
    internal static CsvHeader? TryReadLabel(IReadOnlyList<string> cells, CsvCell cell) =>
        cells.Any(text => s_labelNames.Contains(text) && !cell.IsClassName(text)) ? new CsvHeader([.. cells]) : null;

    /// <summary>What a column is called in messages, with a blank before it; nothing where it has no name.</summary>
    /// <param name="column">The column, from 0.</param>
    /// <returns>The words.</returns>
    internal string Describe(int column) => column < Names.Count ? $" ({Names[column]})" : string.Empty;

    /// <summary>Finds the column of the labels by what was asked for, else by the names.</summary>
    /// <param name="wanted">
    /// A name; a number from 1, or from −1 for the last; <c>First</c> or <c>Last</c>; null to go by the names.
    /// </param>
    /// <param name="columns">How many columns there are.</param>
    /// <returns>The column, from 0; null where nothing tells.</returns>
    /// <exception cref="FormatException">There is no such column, or several could be it.</exception>
    internal int? FindLabel(string? wanted, int columns)
    {
        if (wanted is not null)
            return FindWanted(wanted, columns);
        int[] named = [.. Enumerable.Range(0, Names.Count).Where(column => s_labelNames.Contains(Names[column]))];
        return named.Length switch
        {
            0 => null,
            1 => named[0],
            _ => throw new FormatException(
                $"several columns could be the label: {string.Join(", ", named.Select(column => Names[column]))}"),
        };
    }

    private int FindWanted(string wanted, int columns)
    {
        for (var column = 0; column < Names.Count; column++)
        {
            if (string.Equals(Names[column], wanted, StringComparison.OrdinalIgnoreCase))
                return column;
        }

        if (string.Equals(wanted, First, StringComparison.OrdinalIgnoreCase))
            return 0;
        if (string.Equals(wanted, Last, StringComparison.OrdinalIgnoreCase))
            return columns - 1;
        if (!int.TryParse(wanted, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            throw new FormatException($"no column is called '{wanted}'");
        var place = number < 0 ? columns + number : number - 1;
        return place >= 0 && place < columns
            ? place
            : throw new FormatException($"there is no column {number}: columns go from 1 to {columns}, or from −1 to −{columns}");
    }
}
