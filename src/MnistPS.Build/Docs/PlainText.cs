namespace MnistPS.Build.Docs;

/// <summary>Writes blocks as paragraphs of plain text, for Get-Help.</summary>
internal static class PlainText
{
    /// <summary>A paragraph for each block; the items of a list together are one.</summary>
    public static IReadOnlyList<string> Paragraphs(IEnumerable<DocBlock> blocks)
    {
        var paragraphs = new List<string>();
        DocBlock? previous = null;
        foreach (var block in blocks)
        {
            if (block.Kind == DocBlockKind.Item && previous?.Kind == DocBlockKind.Item)
            {
                paragraphs[^1] += "\n" + Paragraph(block);
            }
            else
            {
                paragraphs.Add(Paragraph(block));
            }

            previous = block;
        }

        return paragraphs;
    }

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
        run.IsAddress && run.Target != run.Text ? $"{run.Text} ({run.Target})" : run.Text;
}
