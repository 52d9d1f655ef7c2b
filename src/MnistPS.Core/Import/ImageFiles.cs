using MnistPS.Files;

namespace MnistPS.Import;

/// <summary>Finds images, and tells folders of people from those that programs leave behind.</summary>
internal static class ImageFiles
{
    /// <summary>The endings of files that are images, for messages.</summary>
    internal static string Endings => string.Join(", ", s_extensions);

    private static readonly HashSet<string> s_extensions =
        new([".png", ".jpg", ".jpeg", ".bmp", ".gif", ".webp"], StringComparer.OrdinalIgnoreCase);

    // Of macOS, Synology, QNAP, Windows, Linux and Python.
    private static readonly HashSet<string> s_leftovers = new(
        ["__MACOSX", "@eaDir", "#recycle", "@Recycle", "$RECYCLE.BIN", "System Volume Information", "lost+found", "__pycache__"],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>The images in a folder, in the order of their paths, so that two imports give the same dataset.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="recurse">Whether all folders in it are searched, too: each once, those of programs not.</param>
    /// <param name="observer">Is told of folders that cannot be read.</param>
    /// <param name="cancellation">Stops the search.</param>
    /// <returns>Paths.</returns>
    internal static IReadOnlyList<string> Find(
        string folder, bool recurse, IImportObserver? observer, CancellationToken cancellation) =>
    [
        .. FolderWalk.Folders(folder, inner => recurse && !IsLeftover(inner), Skip(observer), cancellation)
            .SelectMany(path => FolderWalk.List(path, Directory.GetFiles, Skip(observer)))
            .Where(file => s_extensions.Contains(Path.GetExtension(file)))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The folders in a folder, in the order of their names, without those of programs.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="observer">Is told if it cannot be read.</param>
    /// <returns>Paths.</returns>
    internal static IReadOnlyList<string> Folders(string folder, IImportObserver? observer) =>
        [.. FolderWalk.List(folder, Directory.GetDirectories, Skip(observer)).Where(inner => !IsLeftover(inner))];

    // Hidden ones, such as .git, belong to a program as well.
    private static bool IsLeftover(string path)
    {
        var name = Path.GetFileName(path);
        return name.StartsWith('.')
            || s_leftovers.Contains(name)
            || (OperatingSystem.IsWindows() && File.GetAttributes(path).HasFlag(FileAttributes.Hidden));
    }

    private static Action<string, Exception>? Skip(IImportObserver? observer) =>
        observer is null ? null : observer.Skipped;
}
