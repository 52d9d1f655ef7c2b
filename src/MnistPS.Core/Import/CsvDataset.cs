using System.Buffers;
using System.Globalization;
using System.IO.Compression;
using MnistPS.Data;
using MnistPS.Files;
using nietras.SeparatedValues;

namespace MnistPS.Import;

/// <summary>Reads images from text: a line for each, its label first, then its pixels from 0 to 255, row by row.</summary>
internal sealed class CsvDataset
{
    // Lines between two reports, a fraction of a second.
    private const int ReportInterval = 500;

    private readonly string _path;
    private readonly ImportOptions _options;
    private readonly ArrayBufferWriter<byte> _pixels = new();
    private readonly ArrayBufferWriter<byte> _labels = new();
    private string[] _header = [];
    private int _columns;
    private int _side;

    private CsvDataset(string path, ImportOptions options) => (_path, _options) = (path, options);

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file, with or without a header, compressed with gzip or not; its first line tells the
    /// separator.</param>
    /// <param name="options">Names and number of classes.</param>
    /// <param name="observer">Is told how far it is.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <returns>The dataset.</returns>
    /// <exception cref="MnistPSException">
    /// A value is no pixel or label (<c>CsvValueInvalid</c>), a line has another number of columns
    /// (<c>CsvColumnCountMismatch</c>), the pixels make no square (<c>CsvShapeUnsupported</c>), or there is no line of them
    /// (<c>DatasetEmpty</c>). Messages name line and column.
    /// </exception>
    internal static DigitDataset Read(
        string path, ImportOptions options, IImportObserver? observer, CancellationToken cancellation)
    {
        using var file = RegularFile.OpenRead(path);
        using var content = IdxFile.IsGzip(file) ? new GZipStream(file, CompressionMode.Decompress) : (Stream)file;
        var dataset = new CsvDataset(path, options);
        try
        {
            dataset.ReadLines(content, () => observer?.Advanced(path, file.Position, file.Length), cancellation);
        }
        catch (Exception error) when (error is InvalidDataException or NotSupportedException)
        {
            throw dataset.Error("CsvDamaged", $"it is damaged, or no text ({error.Message})", error);
        }

        return dataset.Finish();
    }

    private void ReadLines(Stream content, Action report, CancellationToken cancellation)
    {
        // Sep finds the separator in the first line; columns are counted here, so that the message can say what to do.
        using var reader = Sep.Auto.Reader(options => options with
        {
            HasHeader = false,
            DisableColCountCheck = true,
            Unescape = true,
            Trim = SepTrim.Outer,
        }).From(content);
        var lines = 0;
        foreach (var row in reader)
        {
            if (lines++ % ReportInterval == 0)
            {
                cancellation.ThrowIfCancellationRequested();
                report();
            }

            if (row.ColCount == 1 && row[0].Span.IsEmpty)
                continue;
            if (_columns == 0 && IsHeader(row))
                continue;
            Add(row);
        }
    }

    // A first line whose second column is no number can only be a header: "label,pixel0,pixel1" or "label,1x1,1x2".
    private bool IsHeader(SepReader.Row row)
    {
        if (_header.Length > 0
            || row.ColCount < 2
            || double.TryParse(row[1].Span, NumberStyles.Float, CultureInfo.InvariantCulture, out _))
            return false;
        _header = new string[row.ColCount];
        for (var column = 0; column < row.ColCount; column++)
            _header[column] = row[column].ToString();
        return true;
    }

    private void Add(SepReader.Row row)
    {
        if (_columns == 0)
            Measure(row);
        if (row.ColCount != _columns)
            throw Error(
                "CsvColumnCountMismatch",
                $"line {Line(row)} has {row.ColCount} columns, the lines before it {_columns}");
        _labels.GetSpan(1)[0] = ReadLabel(row);
        _labels.Advance(1);
        var pixels = _pixels.GetSpan(_columns - 1);
        for (var column = 1; column < _columns; column++)
        {
            if (!byte.TryParse(row[column].Span, NumberStyles.None, CultureInfo.InvariantCulture, out pixels[column - 1]))
                throw Invalid(row, column, "a pixel is a whole number from 0 (background) to 255 (ink)");
        }

        _pixels.Advance(_columns - 1);
    }

    private void Measure(SepReader.Row row)
    {
        _columns = row.ColCount;
        _side = (int)Math.Sqrt(_columns - 1);
        if (_side < 1 || _side * _side != _columns - 1)
            throw Error(
                "CsvShapeUnsupported",
                $"line {Line(row)} has {_columns} columns. There must be one for the label and one for each pixel "
                + "of a square image: 785 for 28×28. Columns are parted by commas, semicolons or tabs");
        if (_header.Length > 0 && _header.Length != _columns)
            throw Error(
                "CsvColumnCountMismatch", $"line {Line(row)} has {_columns} columns, the header {_header.Length}");
    }

    private byte ReadLabel(SepReader.Row row)
    {
        var text = row[0].Span;
        for (var label = 0; label < _options.ClassNames?.Count; label++)
        {
            if (text.SequenceEqual(_options.ClassNames[label]))
                return (byte)label;
        }

        var count = _options.ClassCount ?? _options.ClassNames?.Count ?? LabelEncoding.MaximumClassCount;
        return byte.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < count
            ? number
            : throw Invalid(row, 0, $"a label is a whole number from 0 to {count - 1}"
                + (_options.ClassNames is null ? ", unless -ClassName says what the classes are called" : ", or one of ClassName"));
    }

    private DigitDataset Finish()
    {
        if (_labels.WrittenCount == 0)
            throw Error("DatasetEmpty", "it has no line with a label and pixels");
        var pixels = _pixels.WrittenSpan.ToArray();
        if (_options.Transpose)
            ImageTransposition.Apply(pixels, _side, _side);
        var labels = _labels.WrittenSpan.ToArray();
        return new DigitDataset(pixels, labels, _side, _side, _options.CountFor(labels.Max()))
        {
            Split = DatasetImport.SplitOf(_path),
            Source = _path,
            ClassNames = _options.ClassNames,
        };
    }

    // Where no header is asked for, Sep 0.17 gives the first line the number of the second.
    private static int Line(SepReader.Row row) => row.RowIndex == 0 ? 1 : row.LineNumberFrom;

    private MnistPSException Invalid(SepReader.Row row, int column, string rule)
    {
        var name = column < _header.Length ? $" ({_header[column]})" : string.Empty;
        return Error(
            "CsvValueInvalid", $"in line {Line(row)}, column {column + 1}{name}, stands '{row[column]}'; {rule}");
    }

    private MnistPSException Error(string id, string what, Exception? cause = null) =>
        new(id, ErrorKind.InvalidData, $"'{_path}' cannot be read as a dataset: {what}.", cause);
}
