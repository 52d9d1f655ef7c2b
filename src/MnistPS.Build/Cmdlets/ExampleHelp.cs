using MnistPS.Build.Docs;

namespace MnistPS.Build.Cmdlets;

/// <summary>An example.</summary>
/// <param name="Title">What it shows; may be empty.</param>
/// <param name="Introduction">What stands before the code.</param>
/// <param name="Code">What to type.</param>
/// <param name="Remarks">What stands after the code.</param>
internal sealed record ExampleHelp(
    string Title,
    IReadOnlyList<DocBlock> Introduction,
    string Code,
    IReadOnlyList<DocBlock> Remarks)
{
    /// <summary>
    /// Reads an <c>example</c> element: its first paragraph is the title, up to the code is the introduction, and
    /// what follows the code is the remarks. Null where there is no code.
    /// </summary>
    public static ExampleHelp? From(IReadOnlyList<DocBlock> blocks)
    {
        var code = blocks.TakeWhile(block => block.Kind != DocBlockKind.Code).Count();
        if (code == blocks.Count)
        {
            return null;
        }

        var title = code > 0 ? blocks[0].Text.TrimEnd('.', ':') : string.Empty;
        return new ExampleHelp(
            title,
            [.. blocks.Take(code).Skip(1)],
            blocks[code].Text,
            [.. blocks.Skip(code + 1)]);
    }
}
