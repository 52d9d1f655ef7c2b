using MnistPS.Data;
using MnistPS.Files;

namespace MnistPS.Import;

/// <summary>Reads datasets in the forms in which people have them.</summary>
public static class DatasetImport
{
    private static readonly string[] s_textExtensions = [".csv", ".tsv", ".txt", ".csv.gz"];

    /// <summary>Reads what a path names.</summary>
    /// <param name="path">A file, or a folder.</param>
    /// <param name="options">How to read it; null for the defaults.</param>
    /// <param name="observer">Is told how it goes; may be null.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <returns>One dataset, or one for each pair of IDX files of a folder, those to train with first.</returns>
    /// <exception cref="MnistPSException">There is nothing that could be read; the id says why.</exception>
    /// <exception cref="OperationCanceledException">The reading was stopped.</exception>
    public static IReadOnlyList<DigitDataset> Read(
        string path,
        ImportOptions? options = null,
        IImportObserver? observer = null,
        CancellationToken cancellation = default)
    {
        options ??= new ImportOptions();
        options.Check();
        RegularFile.Require(path);
        var format = options.Format == DatasetFormat.Auto ? Recognize(path) : options.Format;
        RefuseUnused(path, format, options);
        return format switch
        {
            DatasetFormat.ImageFolder => [ImageFolder.Read(path, options, observer, cancellation)],
            DatasetFormat.Csv => [CsvDataset.Read(path, options, observer, cancellation)],
            _ => IdxDataset.Read(path, options, observer, cancellation),
        };
    }

    /// <summary>What part of a data set something is, as far as its name tells.</summary>
    /// <param name="path">A file or folder.</param>
    /// <returns><c>Test</c> or <c>Train</c>.</returns>
    internal static string SplitOf(string path)
    {
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(path));
        return name.Contains("t10k", StringComparison.OrdinalIgnoreCase) || name.Contains("test", StringComparison.OrdinalIgnoreCase)
            ? "Test"
            : "Train";
    }

    private static void RefuseUnused(string path, DatasetFormat format, ImportOptions options)
    {
        if (options.LabelPath is not null && (format != DatasetFormat.Idx || Directory.Exists(path)))
            throw Unused("LabelPath", "a single IDX file of images", path);
        if (options.LabelColumn is not null && format != DatasetFormat.Csv)
            throw Unused("LabelColumn", "CSV", path);
        if (options.MaximumValue is not null && format == DatasetFormat.ImageFolder)
            throw Unused("MaximumValue", "CSV and IDX", path);
    }

    private static MnistPSException Unused(string option, string owner, string path) => new(
        $"{option}Unused",
        ErrorKind.InvalidArgument,
        $"{option} belongs to {owner}; '{path}' is none. Leave it out.");

    private static DatasetFormat Recognize(string path)
    {
        if (Directory.Exists(path))
            return IdxDataset.FindImages(path).Count > 0 ? DatasetFormat.Idx : DatasetFormat.ImageFolder;
        if (Array.Exists(s_textExtensions, extension => path.EndsWith(extension, StringComparison.OrdinalIgnoreCase)))
            return DatasetFormat.Csv;
        if (IdxDataset.AxesOf(path) > 0)
            return DatasetFormat.Idx;
        throw new MnistPSException(
            "DatasetFormatUnknown",
            ErrorKind.InvalidData,
            $"'{path}' is neither a folder, nor text (.csv, .tsv, .txt), nor an IDX file. Give the folder that holds a folder "
            + "of images for each label.");
    }
}
