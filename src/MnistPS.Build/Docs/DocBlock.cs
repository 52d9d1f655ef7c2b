namespace MnistPS.Build.Docs;

/// <summary>A paragraph, a list item or a piece of code.</summary>
/// <param name="Kind">Which of them.</param>
/// <param name="Runs">Its text; that of code is a single run with line feeds.</param>
internal sealed record DocBlock(DocBlockKind Kind, IReadOnlyList<DocRun> Runs)
{
    /// <summary>The text alone.</summary>
    public string Text => string.Concat(Runs.Select(run => run.Text));

    /// <summary>A paragraph of words.</summary>
    public static DocBlock Paragraph(string text) => new(DocBlockKind.Paragraph, [new DocRun(text)]);
}
