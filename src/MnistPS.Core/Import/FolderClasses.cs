using System.Globalization;

namespace MnistPS.Import;

/// <summary>A folder of images that all have one label.</summary>
/// <param name="Path">The folder.</param>
/// <param name="Label">The label.</param>
/// <param name="Files">Its images.</param>
internal sealed record ClassFolder(string Path, byte Label, IReadOnlyList<string> Files);

/// <summary>Which folder stands for which label.</summary>
/// <param name="Folders">The folders, in the order of their labels.</param>
/// <param name="Count">Number of classes.</param>
/// <param name="Names">What the classes are called; null where the folders are called by the labels.</param>
internal sealed record FolderClasses(IReadOnlyList<ClassFolder> Folders, int Count, IReadOnlyList<string>? Names)
{
    private static readonly string[] s_digits =
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];

    private static readonly HashSet<string> s_parts = new(
        ["train", "training", "test", "testing", "val", "valid", "validation"], StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Names that are all numbers, or digits in words (zero to nine), are the labels; else labels are given to the names in
    /// their (ordinal) order, or in that of the names that were asked for. Folders of programs and folders without images
    /// are no classes.
    /// </summary>
    /// <param name="folder">The folder that holds them.</param>
    /// <param name="options">Names and number of classes, and whether to go into folders of folders.</param>
    /// <param name="observer">Is told of folders that are no class.</param>
    /// <param name="cancellation">Stops the search.</param>
    /// <returns>The classes.</returns>
    /// <exception cref="MnistPSException">
    /// There is no folder in it (<c>DatasetFolderInvalid</c>), it holds the parts of a data set
    /// (<c>DatasetFolderHoldsParts</c>), none of the folders has an image (<c>DatasetEmpty</c>), or the numbers do not fit
    /// (<c>ClassNameCountMismatch</c>, <c>ClassCountOutOfRange</c>).
    /// </exception>
    internal static FolderClasses Find(
        string folder, ImportOptions options, IImportObserver? observer, CancellationToken cancellation)
    {
        var folders = ImageFiles.Folders(folder, observer);
        if (folders.Count == 0)
            throw new MnistPSException(
                "DatasetFolderInvalid",
                ErrorKind.InvalidData,
                $"'{folder}' holds no folders, and no IDX files. Give a folder that holds a folder of images for each label, "
                + "such as 0 to 9.");
        RefuseParts(folder, folders);
        var filled = new List<ClassFolder>();
        foreach (var path in folders)
        {
            var files = ImageFiles.Find(path, options.Recurse, observer, cancellation);
            if (files.Count > 0)
                filled.Add(new ClassFolder(path, 0, files));
            else
                observer?.Warned(path, "It holds no image.");
        }

        if (filled.Count == 0)
            throw Empty(folder);
        if (options.ClassNames is not null)
            return ByNames(filled, options.ClassNames, observer);
        return filled.TrueForAll(inner => TryLabel(inner.Path, out _))
            ? ByNumbers(filled, options, observer)
            : BySortedNames(filled, options);
    }

    /// <summary>The error for folders without an image that can be read.</summary>
    /// <param name="folder">The folder that holds them.</param>
    /// <returns>The error.</returns>
    internal static MnistPSException Empty(string folder) => new(
        "DatasetEmpty",
        ErrorKind.InvalidData,
        $"No image could be read from the folders in '{folder}'. Images are files that end in {ImageFiles.Endings}.");

    private static void RefuseParts(string folder, IReadOnlyList<string> folders)
    {
        if (folders.All(path => s_parts.Contains(Path.GetFileName(path))))
            throw new MnistPSException(
                "DatasetFolderHoldsParts",
                ErrorKind.InvalidData,
                $"'{folder}' holds {string.Join(" and ", folders.Select(path => Path.GetFileName(path)))}: these are parts of a "
                + $"data set, and no labels. Import each part by itself, such as '{folders[^1]}'.");
    }

    private static FolderClasses ByNames(
        List<ClassFolder> folders, IReadOnlyList<string> names, IImportObserver? observer)
    {
        var places = names.Select((name, label) => (name, label)).ToDictionary(pair => pair.name, pair => (byte)pair.label);
        var classes = new List<ClassFolder>();
        foreach (var folder in folders)
        {
            if (places.TryGetValue(Path.GetFileName(folder.Path), out var label))
                classes.Add(folder with { Label = label });
            else
                observer?.Skipped(folder.Path, Unknown(folder.Path, $"not one of the classes ({string.Join(", ", names)})"));
        }

        return new FolderClasses([.. classes.OrderBy(folder => folder.Label)], names.Count, names);
    }

    private static FolderClasses ByNumbers(List<ClassFolder> folders, ImportOptions options, IImportObserver? observer)
    {
        var labelled = folders.ConvertAll(folder => folder with { Label = TryLabel(folder.Path, out var label) ? label : (byte)0 });
        var count = options.CountFor(labelled.Max(folder => folder.Label));
        foreach (var (path, _, _) in labelled.Where(folder => folder.Label >= count))
            observer?.Skipped(path, Unknown(path, $"not below ClassCount, {count}"));
        return new FolderClasses([.. labelled.Where(folder => folder.Label < count).OrderBy(folder => folder.Label)], count, null);
    }

    private static FolderClasses BySortedNames(List<ClassFolder> folders, ImportOptions options)
    {
        ImportOptions.CheckCount(folders.Count);
        if (options.ClassCount is { } count && count != folders.Count)
            throw new MnistPSException(
                "ClassNameCountMismatch",
                ErrorKind.InvalidArgument,
                $"ClassCount is {count}, and there are {folders.Count} folders with names.");
        return new FolderClasses(
            [.. folders.Select((folder, label) => folder with { Label = (byte)label })],
            folders.Count,
            [.. folders.Select(folder => Path.GetFileName(folder.Path))]);
    }

    private static bool TryLabel(string path, out byte label)
    {
        var name = Path.GetFileName(path);
        var word = Array.FindIndex(s_digits, digit => digit.Equals(name, StringComparison.OrdinalIgnoreCase));
        label = (byte)Math.Max(0, word);
        return word >= 0 || byte.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out label);
    }

    private static MnistPSException Unknown(string path, string why) => new(
        "ClassNameUnknown", ErrorKind.InvalidData, $"The folder '{path}' is left out: its name is {why}.");
}
