using System.Text.RegularExpressions;

namespace MnistPS.Build.Docs;

/// <summary>Writes blocks as Markdown.</summary>
internal static partial class Markdown
{
    /// <summary>The blocks, with empty lines between them where Markdown wants them.</summary>
    public static string Blocks(IReadOnlyList<DocBlock> blocks)
    {
        var text = new System.Text.StringBuilder();
        for (var i = 0; i < blocks.Count; i++)
        {
            if (i > 0)
            {
                var together = blocks[i].Kind == DocBlockKind.Item && blocks[i - 1].Kind == DocBlockKind.Item;
                text.Append(together ? "\n" : "\n\n");
            }

            text.Append(Block(blocks[i]));
        }

        return text.ToString();
    }

    /// <summary>The blocks as a cell of a table, which is a single line.</summary>
    public static string Cell(IReadOnlyList<DocBlock> blocks) =>
        string.Join("<br>", blocks.Select(CellBlock)).Replace("|", @"\|", StringComparison.Ordinal);

    /// <summary>Code, fenced.</summary>
    public static string Fence(string code) => $"```powershell\n{code}\n```";

    /// <summary>Code in a line.</summary>
    public static string Code(string code) =>
        code.Contains('`', StringComparison.Ordinal) ? $"`` {code} ``" : $"`{code}`";

    /// <summary>Words, with the signs that Markdown would take for its own.</summary>
    public static string Escape(string text) => Special().Replace(text, @"\$0");

    private static string Block(DocBlock block) => block.Kind switch
    {
        DocBlockKind.Item => "- " + Inline(block),
        DocBlockKind.Code => Fence(block.Text),
        _ => Inline(block),
    };

    private static string CellBlock(DocBlock block) => block.Kind switch
    {
        DocBlockKind.Item => "• " + Inline(block),
        DocBlockKind.Code => string.Join("<br>", block.Text.Split('\n').Select(Code)),
        _ => Inline(block),
    };

    private static string Inline(DocBlock block) => string.Concat(block.Runs.Select(Inline));

    private static string Inline(DocRun run)
    {
        var text = run.IsCode ? Code(run.Text) : Escape(run.Text);
        return run.Target is null ? text : $"[{text}]({run.Target})";
    }

    [GeneratedRegex(@"[\\`*<]")]
    private static partial Regex Special();
}
