using System.IO.Compression;
using MnistPS.Data;
using MnistPS.Data.Mnist;
using MnistPS.Files;

namespace MnistPS.Import;

/// <summary>Reads pairs of IDX files, images and labels, of any image size and number of classes.</summary>
internal static class IdxDataset
{
    private const int ImageAxes = 3;
    private const int LabelAxes = 1;
    private const int MagicLength = 4;
    private const string Compressed = ".gz";

    /// <summary>Reads the pair of a file of images, or all pairs of a folder.</summary>
    /// <param name="path">The file or the folder.</param>
    /// <param name="options">Where the labels are, what the classes are, and which number is full ink.</param>
    /// <param name="observer">Is warned of pale images.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <returns>A dataset for each pair, those to train with first.</returns>
    /// <exception cref="MnistPSException">
    /// The labels are not there (<c>LabelFileMissing</c>), or a file is not what it should be (<c>IdxCountMismatch</c>,
    /// <c>IdxDimensionMismatch</c>, and the errors of <see cref="IdxFile"/>).
    /// </exception>
    internal static IReadOnlyList<DigitDataset> Read(
        string path, ImportOptions options, IImportObserver? observer, CancellationToken cancellation)
    {
        if (!Directory.Exists(path))
            return [ReadPair(path, options, observer, cancellation)];
        var images = FindImages(path);
        return images.Count == 0
            ? throw new MnistPSException(
                "DatasetFolderInvalid", ErrorKind.InvalidData, $"'{path}' holds no IDX file of images (three axes of bytes).")
            : [.. images.Select(file => ReadPair(file, options, observer, cancellation))];
    }

    /// <summary>The files of images in a folder, compressed or not, those to train with first.</summary>
    /// <param name="folder">The folder.</param>
    /// <returns>Their paths.</returns>
    internal static IReadOnlyList<string> FindImages(string folder) => [.. Directory.EnumerateFiles(folder)
        .Where(file => AxesOf(file) == ImageAxes)
        .GroupBy(Uncompressed, StringComparer.Ordinal)
        .Select(same => same.MinBy(file => file.Length)!)
        .OrderBy(file => DatasetImport.SplitOf(file) == "Test")
        .ThenBy(file => file, StringComparer.Ordinal)];

    /// <summary>The number of axes that the first bytes of a file announce; 0 if it is no IDX file.</summary>
    /// <param name="file">The file, compressed or not.</param>
    /// <returns>The number.</returns>
    internal static int AxesOf(string file)
    {
        Span<byte> magic = stackalloc byte[MagicLength];
        try
        {
            using var stream = RegularFile.OpenRead(file);
            using var content = IdxFile.IsGzip(stream) ? new GZipStream(stream, CompressionMode.Decompress) : (Stream)stream;
            var length = content.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false);
            return length == MagicLength && magic[0] == 0 && magic[1] == 0 && magic[2] != 0 ? magic[3] : 0;
        }
        catch (Exception error) when (error is InvalidDataException or IOException or UnauthorizedAccessException
            or MnistPSException)
        {
            return 0;
        }
    }

    private static DigitDataset ReadPair(
        string imagePath, ImportOptions options, IImportObserver? observer, CancellationToken cancellation)
    {
        var images = ReadArray(imagePath, ImageAxes, cancellation);
        var labelPath = options.LabelPath ?? FindLabels(imagePath);
        var labels = ReadArray(labelPath, LabelAxes, cancellation);
        if (images.Shape[0] != labels.Shape[0])
            throw new MnistPSException(
                "IdxCountMismatch",
                ErrorKind.InvalidData,
                $"'{imagePath}' holds {images.Shape[0]:N0} images and '{labelPath}' {labels.Shape[0]:N0} labels: they do not "
                + "belong together.");
        var names = options.ClassNames ?? KnownNames(imagePath, images.Sha256);
        var count = options.ClassCount ?? names?.Count ?? options.CountFor(labels.Values.Max());
        var (height, width) = options.Transpose ? (images.Shape[2], images.Shape[1]) : (images.Shape[1], images.Shape[2]);
        if (options.Transpose)
            ImageTransposition.Apply(images.Values, width, height);
        InkRange.Scale(images.Values, imagePath, options);
        InkRange.WarnIfPale(images.Values, imagePath, options, observer);
        return new DigitDataset(images.Values, labels.Values, height, width, count)
        {
            Split = DatasetImport.SplitOf(imagePath),
            Source = imagePath,
            ClassNames = names?.Count == count ? names : null,
        };
    }

    private static IdxArray ReadArray(string path, int axes, CancellationToken cancellation)
    {
        var array = IdxFile.Read(path, KnownFile(path) is not null, cancellation);
        return array.Shape.Count == axes
            ? array
            : throw new MnistPSException(
                "IdxDimensionMismatch",
                ErrorKind.InvalidData,
                $"'{path}' has the shape {array.Shape}; {(axes == LabelAxes ? "labels have one axis" : "images have three axes")}. "
                + "Are the files of images and of labels exchanged?");
    }

    // train-images-idx3-ubyte has its labels in train-labels-idx1-ubyte, or with a dot before idx, or compressed.
    private static string FindLabels(string imagePath)
    {
        var folder = Path.GetDirectoryName(imagePath)!;
        var wanted = Simplify(imagePath).Replace("images", "labels", StringComparison.Ordinal)
            .Replace("idx3", "idx1", StringComparison.Ordinal);
        return Directory.EnumerateFiles(folder)
            .Where(file => Simplify(file) == wanted && file != imagePath)
            .MinBy(file => file.Length)
            ?? throw new MnistPSException(
                "LabelFileMissing",
                ErrorKind.ObjectNotFound,
                $"The labels of '{imagePath}' are not beside it, as {wanted} or {wanted}.gz.");
    }

    private static string Simplify(string path) =>
        Path.GetFileName(Uncompressed(path)).ToLowerInvariant().Replace(".idx", "-idx", StringComparison.Ordinal);

    private static string Uncompressed(string path) =>
        path.EndsWith(Compressed, StringComparison.OrdinalIgnoreCase) ? path[..^Compressed.Length] : path;

    private static MnistFile? KnownFile(string path) =>
        MnistFile.All.FirstOrDefault(file => file.IsImages && file.Name == Simplify(path));

    private static IReadOnlyList<string>? KnownNames(string path, string? hash) =>
        KnownFile(path) is { } file ? KnownDataset.Identify(file, path, hash)?.ClassNames : null;
}
