namespace MnistPS.Files;

/// <summary>Walks through a folder and all folders in it, each once, whatever links lead where.</summary>
internal static class FolderWalk
{
    /// <summary>The folders to look into, the first one before those in it, in the order of their names.</summary>
    /// <param name="folder">Where to begin.</param>
    /// <param name="wanted">Whether to go into a folder, by its path.</param>
    /// <param name="unreadable">Is told of folders that cannot be read.</param>
    /// <param name="cancellation">Stops the walk.</param>
    /// <returns>Their paths, as one gets to them.</returns>
    internal static IEnumerable<string> Folders(
        string folder, Func<string, bool> wanted, Action<string, Exception>? unreadable, CancellationToken cancellation)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var waiting = new Stack<string>([folder]);
        while (waiting.TryPop(out var path))
        {
            cancellation.ThrowIfCancellationRequested();
            if (Identify(path, unreadable) is not { } identity || !seen.Add(identity))
                continue;
            yield return path;
            foreach (var inner in List(path, Directory.GetDirectories, unreadable).Where(wanted).Reverse())
                waiting.Push(inner);
        }
    }

    /// <summary>What lies in a folder, in the order of the names; nothing where it cannot be read.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="list">Lists files or folders.</param>
    /// <param name="unreadable">Is told of a folder that cannot be read.</param>
    /// <returns>Paths.</returns>
    internal static string[] List(string folder, Func<string, string[]> list, Action<string, Exception>? unreadable)
    {
        try
        {
            return [.. list(folder).Order(StringComparer.Ordinal)];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            unreadable?.Invoke(folder, error);
            return [];
        }
    }

    // A folder is known by its path without any link.
    private static string? Identify(string path, Action<string, Exception>? unreadable)
    {
        try
        {
            return RealPath.Of(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            unreadable?.Invoke(path, error);
            return null;
        }
    }
}
