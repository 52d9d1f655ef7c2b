namespace MnistPS.Build.Docs;

/// <summary>Writes blocks as paragraphs of plain text, for Get-Help.</summary>
internal static class PlainText
{
    /// <summary>A paragraph for each block.</summary>
    public static IEnumerable<string> Paragraphs(IEnumerable<DocBlock> blocks) => blocks.Select(Paragraph);

    /// <summary>All on one line.</summary>
    public static string Line(IEnumerable<DocBlock> blocks) => string.Join(' ', Paragraphs(blocks));

    private static string Paragraph(DocBlock block) => block.Kind switch
    {
        DocBlockKind.Item => "- " + Inline(block),
        DocBlockKind.Code => string.Join('\n', block.Text.Split('\n').Select(line => "    " + line)),
        _ => Inline(block),
    };

    private static string Inline(DocBlock block) => string.Concat(block.Runs.Select(Inline));

    private static string Inline(DocRun run) =>
        IsAddress(run.Target) && run.Target != run.Text ? $"{run.Text} ({run.Target})" : run.Text;

    private static bool IsAddress(string? target) => target?.Contains("://", StringComparison.Ordinal) == true;
}
