using System.IO.Compression;
using MnistPS.Data;
using MnistPS.Files;
using nietras.SeparatedValues;

namespace MnistPS.Import;

/// <summary>Reads images from text: a line for each, with its label and its pixels, row by row.</summary>
internal sealed class CsvDataset
{
    // Lines between two reports, a fraction of a second.
    private const int ReportInterval = 500;

    private readonly string _path;
    private readonly ImportOptions _options;
    private readonly CsvCell _cell;
    private CsvHeader _header = CsvHeader.None;
    private CsvImages? _images;
    private int _skipped;
    private int _columns;
    private int _side;

    private CsvDataset(string path, ImportOptions options) =>
        (_path, _options, _cell) = (path, options, new CsvCell(options));

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file, with or without a header, compressed with gzip or not; its first line tells the
    /// separator.</param>
    /// <param name="options">Names and number of classes, the column of the labels, the number of full ink.</param>
    /// <param name="observer">Is told how far it is.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <returns>The dataset.</returns>
    /// <exception cref="MnistPSException">
    /// A value is no pixel or label (<c>CsvValueInvalid</c>), a line has another number of columns
    /// (<c>CsvColumnCountMismatch</c>), the pixels make no square (<c>CsvShapeUnsupported</c>), there is no column of labels
    /// as asked for (<c>CsvLabelColumnNotFound</c>), or the first and the last could both be it
    /// (<c>CsvLabelColumnAmbiguous</c>), or there is no line of them (<c>DatasetEmpty</c>). Messages name line and column.
    /// </exception>
    internal static DigitDataset Read(
        string path, ImportOptions options, IImportObserver? observer, CancellationToken cancellation)
    {
        var dataset = new CsvDataset(path, options);
        try
        {
            var opening = ReadOpening(path);
            using var file = RegularFile.OpenRead(path);
            using var content = Unpack(file);
            dataset.ReadLines(opening, content, () => observer?.Advanced(path, file.Position, file.Length), cancellation);
        }
        catch (Exception error) when (error is InvalidDataException or NotSupportedException)
        {
            throw dataset.Error("CsvDamaged", $"it is damaged, or no text ({error.Message})", error);
        }

        return dataset.Finish(observer);
    }

    private static CsvOpening ReadOpening(string path)
    {
        using var file = RegularFile.OpenRead(path);
        using var content = Unpack(file);
        return CsvOpening.Read(content);
    }

    private static Stream Unpack(FileStream file) =>
        IdxFile.IsGzip(file) ? new GZipStream(file, CompressionMode.Decompress) : file;

    private void ReadLines(CsvOpening opening, Stream content, Action report, CancellationToken cancellation)
    {
        _skipped = opening.Skipped;
        if (opening.Comment is { } comment)
            _header = CsvHeader.TryReadLabel(comment.Split(opening.Separator, StringSplitOptions.TrimEntries), _cell) ?? _header;

        // Columns are counted here, and not by Sep, so that the message can say what to do.
        using var reader = new Sep(opening.Separator).Reader(options => options with
        {
            HasHeader = false,
            DisableColCountCheck = true,
            Unescape = true,
            Trim = SepTrim.Outer,
        }).From(opening.SkipIn(content));
        var lines = 0;
        foreach (var row in reader)
        {
            if (lines++ % ReportInterval == 0)
            {
                cancellation.ThrowIfCancellationRequested();
                report();
            }

            if (!IsPassedOver(row) && !(lines == 1 && TryReadHeader(row)))
                Add(row);
        }
    }

    private static bool IsPassedOver(SepReader.Row row) =>
        (row.ColCount == 1 && row[0].Span.IsEmpty) || row[0].Span.StartsWith([CsvOpening.CommentSign]);

    private bool TryReadHeader(SepReader.Row row)
    {
        var cells = new string[row.ColCount];
        for (var column = 0; column < cells.Length; column++)
            cells[column] = row[column].ToString();
        if (CsvHeader.TryRead(cells, _cell) is not { } header)
            return false;
        _header = header;
        return true;
    }

    private void Add(SepReader.Row row)
    {
        if (_images is null)
            _images = new CsvImages(_cell, Measure(row), FindLabel(), Invalid);
        if (row.ColCount != _columns)
            throw Error(
                "CsvColumnCountMismatch",
                $"line {Line(row)} has {row.ColCount} columns, the lines before it {_columns}");
        _images.Add(row, Line(row));
    }

    private int Measure(SepReader.Row row)
    {
        _columns = row.ColCount;
        _side = (int)Math.Sqrt(_columns - 1);
        if (_side < 1 || _side * _side != _columns - 1)
            throw Error(
                "CsvShapeUnsupported",
                $"line {Line(row)} has {_columns} columns. There must be one for the label and one for each pixel "
                + "of a square image: 785 for 28×28. Columns are parted by commas, semicolons or tabs");
        if (_header.Names.Count > 0 && _header.Names.Count != _columns)
            throw Error(
                "CsvColumnCountMismatch", $"line {Line(row)} has {_columns} columns, the header {_header.Names.Count}");
        return _columns;
    }

    private int? FindLabel()
    {
        try
        {
            return _header.FindLabel(_options.LabelColumn, _columns);
        }
        catch (FormatException error)
        {
            throw Error("CsvLabelColumnNotFound", $"{error.Message}. Name the column, or give its number", error);
        }
    }

    private DigitDataset Finish(IImportObserver? observer)
    {
        if (_images is null)
            throw Error("DatasetEmpty", "it has no line with a label and pixels");
        var (pixels, labels) = _images.Finish() ?? throw Error(
            "CsvLabelColumnAmbiguous",
            "its first and its last column could both be the labels. Say which it is (LabelColumn: First or Last), or name "
            + "the columns in a header");
        if (_options.Transpose)
            ImageTransposition.Apply(pixels, _side, _side);
        InkRange.WarnIfPale(pixels, _path, _options, observer);
        return new DigitDataset(pixels, labels, _side, _side, _options.CountFor(labels.Max()))
        {
            Split = DatasetImport.SplitOf(_path),
            Source = _path,
            ClassNames = _options.ClassNames,
        };
    }

    // Where no header is asked for, Sep 0.17 gives the first line the number of the second.
    private int Line(SepReader.Row row) => _skipped + (row.RowIndex == 0 ? 1 : row.LineNumberFrom);

    private MnistPSException Invalid(int line, int column, string text, string rule) => Error(
        "CsvValueInvalid", $"in line {line}, column {column + 1}{_header.Describe(column)}, stands '{text}'; {rule}");

    private MnistPSException Error(string id, string what, Exception? cause = null) =>
        new(id, ErrorKind.InvalidData, $"'{_path}' cannot be read as a dataset: {what}.", cause);
}
