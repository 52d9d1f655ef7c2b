using MnistPS.Build.Docs;

namespace MnistPS.Build.Cmdlets;

/// <summary>
/// Examples that are scripts: <c>Verb-Noun.ps1</c>, <c>Verb-Noun.2.ps1</c> and so on. The comment at the top is the
/// title, then, after an empty comment line, the introduction; the rest is the code.
/// </summary>
/// <param name="folder">Where the scripts are; null for none.</param>
internal sealed class ExampleFiles(string? folder)
{
    /// <summary>The examples for a cmdlet, in the order of their names.</summary>
    public IEnumerable<ExampleHelp> For(string cmdlet) =>
        folder is null || !Directory.Exists(folder)
            ? []
            : Directory.EnumerateFiles(folder, cmdlet + "*.ps1")
                .Where(path => Path.GetFileName(path).StartsWith(cmdlet + ".", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(path => Parse(File.ReadAllText(path)));

    /// <summary>Reads a script.</summary>
    public static ExampleHelp Parse(string script)
    {
        var lines = script.ReplaceLineEndings("\n").Split('\n');
        string[] comment = [.. lines.TakeWhile(line => line.StartsWith('#'))];
        var text = string.Join('\n', comment.Select(line => line.TrimStart('#').Trim()));
        string[] paragraphs = [.. text.Split("\n\n").Select(p => p.Replace('\n', ' ').Trim()).Where(p => p.Length > 0)];
        return new ExampleHelp(
            paragraphs.FirstOrDefault(string.Empty).TrimEnd('.', ':'),
            [.. paragraphs.Skip(1).Select(DocBlock.Paragraph)],
            DocReader.Dedent(string.Join('\n', lines.Skip(comment.Length))),
            []);
    }
}
