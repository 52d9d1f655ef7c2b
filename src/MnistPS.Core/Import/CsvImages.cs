using System.Buffers;
using nietras.SeparatedValues;

namespace MnistPS.Import;

/// <summary>The images and labels of a CSV file, line by line.</summary>
/// <param name="cell">Reads the cells.</param>
/// <param name="columns">How many columns each line has.</param>
/// <param name="labelColumn">Which column is the label, from 0; null for the first or the last, whichever looks like it.</param>
/// <param name="invalid">Makes the error for a line, a column, what stands there, and what should.</param>
internal sealed class CsvImages(
    CsvCell cell, int columns, int? labelColumn, Func<int, int, string, string, MnistPSException> invalid)
{
    private readonly CsvEnds _ends = new();

    // Without the ends, while it is not known which of them is a pixel.
    private readonly ArrayBufferWriter<byte> _pixels = new();
    private readonly ArrayBufferWriter<byte> _labels = new();

    /// <summary>Takes a line.</summary>
    /// <param name="row">The line, of as many columns as announced.</param>
    /// <param name="line">Its number in the file, from 1.</param>
    /// <exception cref="MnistPSException">A cell is no pixel or no label.</exception>
    internal void Add(SepReader.Row row, int line)
    {
        if (labelColumn is { } column)
        {
            AddLabel(row, line, column);
            AddPixels(row, line, 0, column);
            AddPixels(row, line, column + 1, columns);
            return;
        }

        _ends.Add(ReadEnd(row, line, 0), ReadEnd(row, line, columns - 1));
        AddPixels(row, line, 1, columns - 1);
    }

    /// <summary>All images and labels, once all lines are seen.</summary>
    /// <returns>Them; null where both ends of the lines could be the labels.</returns>
    /// <exception cref="MnistPSException">The first or last cell of a line is no pixel or no label.</exception>
    internal (byte[] Pixels, byte[] Labels)? Finish()
    {
        if (labelColumn is not null)
            return (_pixels.WrittenSpan.ToArray(), _labels.WrittenSpan.ToArray());
        return _ends.IsLabelLast() is { } last ? JoinEnds(last) : null;
    }

    private void AddLabel(SepReader.Row row, int line, int column)
    {
        var label = cell.Label(row[column].Span);
        if (label < 0)
            throw invalid(line, column, row[column].ToString(), cell.LabelRule);
        _labels.GetSpan(1)[0] = (byte)label;
        _labels.Advance(1);
    }

    private void AddPixels(SepReader.Row row, int line, int start, int end)
    {
        var pixels = _pixels.GetSpan(Math.Max(1, end - start));
        for (var column = start; column < end; column++)
        {
            var pixel = cell.Pixel(row[column].Span);
            if (pixel < 0)
                throw invalid(line, column, row[column].ToString(), cell.PixelRule);
            pixels[column - start] = (byte)pixel;
        }

        _pixels.Advance(end - start);
    }

    private CsvEnd ReadEnd(SepReader.Row row, int line, int column)
    {
        var text = row[column].Span;
        var (label, pixel) = (cell.Label(text), cell.Pixel(text));
        return new CsvEnd(line, (short)label, (short)pixel, label < 0 || pixel < 0 ? text.ToString() : null);
    }

    private (byte[] Pixels, byte[] Labels) JoinEnds(bool last)
    {
        var (labels, corners) = (_ends.Cells(last), _ends.Cells(!last));
        var (labelPlace, cornerPlace) = last ? (columns - 1, 0) : (0, columns - 1);
        var inner = columns - 2;
        var pixels = GC.AllocateUninitializedArray<byte>(checked(labels.Count * (inner + 1)));
        for (var i = 0; i < labels.Count; i++)
        {
            if (labels[i].Label < 0)
                throw invalid(labels[i].Line, labelPlace, labels[i].Text!, cell.LabelRule);
            if (corners[i].Pixel < 0)
                throw invalid(corners[i].Line, cornerPlace, corners[i].Text!, cell.PixelRule);
            var image = pixels.AsSpan(i * (inner + 1), inner + 1);
            _pixels.WrittenSpan.Slice(i * inner, inner).CopyTo(last ? image[1..] : image);
            image[last ? 0 : inner] = (byte)corners[i].Pixel;
        }

        return (pixels, [.. labels.Select(label => (byte)label.Label)]);
    }
}
