using MnistPS.Files;

namespace MnistPS.Data.Mnist;

/// <summary>One of MNIST's four files.</summary>
/// <param name="Name">Its usual name, without <c>.gz</c>.</param>
/// <param name="Split">The part that it belongs to.</param>
/// <param name="Length">Bytes of the decompressed content.</param>
/// <param name="CompressedLength">Bytes of the mirrors' gzip files, for progress.</param>
/// <param name="Sha256">SHA-256 of the decompressed content: the gzip around it differs from mirror to mirror.</param>
public sealed record MnistFile(string Name, MnistSplits Split, int Length, int CompressedLength, string Sha256)
{
    private const string GzipExtension = ".gz";

    /// <summary>The images to train with.</summary>
    public static MnistFile TrainImages { get; } = new(
        "train-images-idx3-ubyte", MnistSplits.Train, 47_040_016, 9_912_422,
        "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db");

    /// <summary>The labels to train with.</summary>
    public static MnistFile TrainLabels { get; } = new(
        "train-labels-idx1-ubyte", MnistSplits.Train, 60_008, 28_881,
        "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5");

    /// <summary>The images to test with.</summary>
    public static MnistFile TestImages { get; } = new(
        "t10k-images-idx3-ubyte", MnistSplits.Test, 7_840_016, 1_648_877,
        "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7");

    /// <summary>The labels to test with.</summary>
    public static MnistFile TestLabels { get; } = new(
        "t10k-labels-idx1-ubyte", MnistSplits.Test, 10_008, 4_542,
        "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2");

    /// <summary>All four, the largest first.</summary>
    public static IReadOnlyList<MnistFile> All { get; } = [TrainImages, TestImages, TrainLabels, TestLabels];

    /// <summary>Whether it holds images, and not labels.</summary>
    public bool IsImages => this == TrainImages || this == TestImages;

    /// <summary>Its name on the mirrors.</summary>
    public string CompressedName => Name + GzipExtension;

    /// <summary>The files of some parts, the largest first.</summary>
    /// <param name="splits">Which parts.</param>
    /// <returns>Two or four files.</returns>
    public static IReadOnlyList<MnistFile> Of(MnistSplits splits) => [.. All.Where(file => splits.HasFlag(file.Split))];

    /// <summary>
    /// Looks for the file, decompressed (which is quicker to read) before compressed; in capitals, too, as some unpackers and
    /// old file systems write names.
    /// </summary>
    /// <param name="folder">Where to look.</param>
    /// <returns>Its path, or null.</returns>
    public string? FindIn(string folder) =>
        Names().Select(name => Path.Combine(folder, name)).FirstOrDefault(IsFile)
        ?? (Directory.Exists(folder) ? Names().SelectMany(name => Spellings(folder, name)).FirstOrDefault(IsFile) : null);

    private static bool IsFile(string path) => FileStatus.Of(path).Kind == FileKind.Regular;

    private static IEnumerable<string> Spellings(string folder, string name) => Directory
        .EnumerateFiles(folder, name, new EnumerationOptions { MatchCasing = MatchCasing.CaseInsensitive })
        .Order(StringComparer.Ordinal);

    // Some unpackers write the last hyphen but one as a dot: t10k-images.idx3-ubyte.
    private IEnumerable<string> Names()
    {
        var dotted = Name.Replace("-idx", ".idx", StringComparison.Ordinal);
        return [Name, dotted, CompressedName, dotted + GzipExtension];
    }
}
