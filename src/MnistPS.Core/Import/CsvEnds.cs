namespace MnistPS.Import;

/// <summary>
/// The first and the last cell of each line, kept until all are seen: where neither a header nor the user tells, they show
/// which of the two columns is the label.
/// </summary>
/// <remarks>
/// A column can be the label if it has nothing but labels; numbers of 100 and more are pixels. Where both can be it, one
/// that has the same value in all lines, and above all 0, is a corner of the image. Where that does not tell either, the
/// file is ambiguous. Where neither can be it, the label is expected first, as in MNIST's CSV, and what is wrong is told.
/// </remarks>
internal sealed class CsvEnds
{
    private const int MostLikelyClasses = 100;

    private readonly End _first = new();
    private readonly End _last = new();

    /// <summary>Takes the ends of the next line.</summary>
    /// <param name="first">The first cell.</param>
    /// <param name="last">The last cell.</param>
    internal void Add(CsvEnd first, CsvEnd last)
    {
        _first.Add(first);
        _last.Add(last);
    }

    /// <summary>The cells of one of the two columns, line by line.</summary>
    /// <param name="last">Whether it is the last.</param>
    /// <returns>The cells.</returns>
    internal IReadOnlyList<CsvEnd> Cells(bool last) => last ? _last.Cells : _first.Cells;

    /// <summary>Whether the last column is the label, and not the first.</summary>
    /// <returns>Which it is; null where both could be.</returns>
    internal bool? IsLabelLast()
    {
        if (_first.IsLabel && (!_last.IsLabel || IsCorner(_last, beside: _first)))
            return false;
        if (_last.IsLabel && _first.IsPixel && (_first.IsLabel ? IsCorner(_first, beside: _last) : _last.Varies))
            return true;
        return _first.IsLabel && _last.IsLabel ? null : false;
    }

    private static bool IsCorner(End end, End beside) =>
        (end.IsZero && !beside.IsZero) || (!end.Varies && beside.Varies);

    /// <summary>One of the two columns.</summary>
    private sealed class End
    {
        internal List<CsvEnd> Cells { get; } = [];

        internal bool IsLabel { get; private set; } = true;

        internal bool IsPixel { get; private set; } = true;

        internal bool IsZero { get; private set; } = true;

        internal bool Varies { get; private set; }

        internal void Add(CsvEnd cell)
        {
            IsLabel &= cell.Label is >= 0 and < MostLikelyClasses;
            IsPixel &= cell.Pixel >= 0;
            IsZero &= cell.Label == 0;
            Varies |= Cells.Count > 0 && cell.Label != Cells[0].Label;
            Cells.Add(cell);
        }
    }
}

/// <summary>A cell that is a label or a pixel.</summary>
/// <param name="Line">The line that it stands in, from 1.</param>
/// <param name="Label">The label; −1 if it is none.</param>
/// <param name="Pixel">The pixel, 0 to 255; −1 if it is none.</param>
/// <param name="Text">What stands there, where it is not both.</param>
internal readonly record struct CsvEnd(int Line, short Label, short Pixel, string? Text);
