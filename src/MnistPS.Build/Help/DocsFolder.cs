using MnistPS.Build.Cmdlets;

namespace MnistPS.Build.Help;

/// <summary>The folder of Markdown pages, a page for each cmdlet and one that lists them.</summary>
internal sealed class DocsFolder
{
    private const string Index = "README.md";

    private readonly string _folder;
    private readonly SortedDictionary<string, string> _pages = new(StringComparer.Ordinal);

    /// <summary>Knows what the folder should hold.</summary>
    public DocsFolder(string folder, IReadOnlyList<CmdletHelp> cmdlets)
    {
        _folder = folder;
        _pages[Index] = MarkdownPage.CreateIndex(cmdlets);
        foreach (var cmdlet in cmdlets)
        {
            _pages[cmdlet.Name + ".md"] = MarkdownPage.Create(cmdlet);
        }
    }

    /// <summary>Writes the pages that differ and deletes those of cmdlets that are gone.</summary>
    /// <returns>The files that were written or deleted.</returns>
    public IReadOnlyList<string> Update()
    {
        IReadOnlyList<string> stale = [.. Stale()];
        Directory.CreateDirectory(_folder);
        foreach (var name in stale)
        {
            var path = Path.Combine(_folder, name);
            if (_pages.TryGetValue(name, out var page))
            {
                File.WriteAllText(path, page);
            }
            else
            {
                File.Delete(path);
            }
        }

        return stale;
    }

    /// <summary>The files that are not what they should be, are absent, or should be.</summary>
    public IEnumerable<string> Stale() => Different().Concat(Leftover());

    private IEnumerable<string> Different() =>
        _pages.Where(page => Content(page.Key) != page.Value).Select(page => page.Key);

    // Pages that people wrote lack the marker, and stay.
    private IEnumerable<string> Leftover() => !Directory.Exists(_folder)
        ? []
        : Directory.EnumerateFiles(_folder, "*.md")
            .Select(path => Path.GetFileName(path))
            .Where(name => !_pages.ContainsKey(name))
            .Where(name => Content(name)?.StartsWith(MarkdownPage.Marker, StringComparison.Ordinal) == true)
            .Order(StringComparer.Ordinal);

    // git may have given the file Windows line endings.
    private string? Content(string name)
    {
        var path = Path.Combine(_folder, name);
        return File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : null;
    }
}
