namespace MnistPS.Files;

/// <summary>The path of something without any link in it: two paths of one thing become the same.</summary>
internal static class RealPath
{
    // As many links as Linux follows in one path.
    private const int MostLinks = 40;

    /// <summary>Follows all links in a path.</summary>
    /// <param name="path">A path of something that exists.</param>
    /// <returns>The full path.</returns>
    /// <exception cref="IOException">Links lead in a ring.</exception>
    internal static string Of(string path) => Follow(Path.GetFullPath(path), MostLinks);

    private static string Follow(string path, int left)
    {
        path = Path.TrimEndingDirectorySeparator(path);
        if (Path.GetDirectoryName(path) is not { } parent)
            return path;
        if (left == 0)
            throw new IOException($"'{path}' is a link that leads in a ring.");
        var real = Path.Combine(Follow(parent, left), Path.GetFileName(path));
        return new FileInfo(real).LinkTarget is { } target
            ? Follow(Path.GetFullPath(target, Path.GetDirectoryName(real)!), left - 1)
            : real;
    }
}
