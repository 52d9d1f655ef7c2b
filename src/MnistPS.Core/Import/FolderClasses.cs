using System.Globalization;

namespace MnistPS.Import;

/// <summary>Which folder stands for which label.</summary>
/// <param name="Folders">The folders, in the order of their labels.</param>
/// <param name="Count">Number of classes.</param>
/// <param name="Names">What the classes are called; null where the folders are called by the labels.</param>
internal sealed record FolderClasses(
    IReadOnlyList<(string Path, byte Label)> Folders, int Count, IReadOnlyList<string>? Names)
{
    /// <summary>
    /// Names that are all numbers are the labels; else labels are given to the names in their (ordinal) order, or in that
    /// of the names that were asked for.
    /// </summary>
    /// <param name="folder">The folder that holds them.</param>
    /// <param name="options">Names and number of classes.</param>
    /// <param name="observer">Is told of folders that are no class.</param>
    /// <returns>The classes.</returns>
    /// <exception cref="MnistPSException">
    /// There is no folder in it (<c>DatasetFolderInvalid</c>), or the numbers do not fit (<c>ClassNameCountMismatch</c>,
    /// <c>ClassCountOutOfRange</c>).
    /// </exception>
    internal static FolderClasses Find(string folder, ImportOptions options, IImportObserver? observer)
    {
        // What begins with a dot belongs to a program, not to the data: .git, .ipynb_checkpoints.
        var folders = Directory.GetDirectories(folder)
            .Where(path => !Path.GetFileName(path).StartsWith('.'))
            .Order(StringComparer.Ordinal)
            .ToArray();
        if (folders.Length == 0)
            throw new MnistPSException(
                "DatasetFolderInvalid",
                ErrorKind.InvalidData,
                $"'{folder}' holds no folders, and no IDX files. Give a folder that holds a folder of images for each label, "
                + "such as 0 to 9.");
        if (options.ClassNames is not null)
            return ByNames(folders, options.ClassNames, observer);
        return folders.All(path => TryLabel(path, out _)) ? ByNumbers(folders, options, observer) : BySortedNames(folders, options);
    }

    private static FolderClasses ByNames(
        IEnumerable<string> folders, IReadOnlyList<string> names, IImportObserver? observer)
    {
        var classes = new List<(string Path, byte Label)>();
        foreach (var path in folders)
        {
            var label = names.ToList().IndexOf(Path.GetFileName(path));
            if (label >= 0)
                classes.Add((path, (byte)label));
            else
                observer?.Skipped(path, Unknown(path, $"not one of ClassName ({string.Join(", ", names)})"));
        }

        return new FolderClasses([.. classes.OrderBy(folder => folder.Label)], names.Count, names);
    }

    private static FolderClasses ByNumbers(
        IEnumerable<string> folders, ImportOptions options, IImportObserver? observer)
    {
        var labelled = folders.Select(path => (Path: path, Label: TryLabel(path, out var label) ? label : (byte)0)).ToArray();
        var count = options.CountFor(labelled.Max(folder => folder.Label));
        foreach (var (path, _) in labelled.Where(folder => folder.Label >= count))
            observer?.Skipped(path, Unknown(path, $"not below ClassCount, {count}"));
        return new FolderClasses([.. labelled.Where(folder => folder.Label < count).OrderBy(folder => folder.Label)], count, null);
    }

    private static FolderClasses BySortedNames(string[] folders, ImportOptions options)
    {
        ImportOptions.CheckCount(folders.Length);
        if (options.ClassCount is { } count && count != folders.Length)
            throw new MnistPSException(
                "ClassNameCountMismatch",
                ErrorKind.InvalidArgument,
                $"ClassCount is {count}, and there are {folders.Length} folders with names. Name all classes with -ClassName, "
                + "in the order of their labels.");
        return new FolderClasses(
            [.. folders.Select((path, label) => (path, (byte)label))], folders.Length, [.. folders.Select(path => Path.GetFileName(path))]);
    }

    private static bool TryLabel(string path, out byte label) =>
        byte.TryParse(Path.GetFileName(path), NumberStyles.None, CultureInfo.InvariantCulture, out label);

    private static MnistPSException Unknown(string path, string why) => new(
        "ClassNameUnknown", ErrorKind.InvalidData, $"The folder '{path}' is left out: its name is {why}.");
}
