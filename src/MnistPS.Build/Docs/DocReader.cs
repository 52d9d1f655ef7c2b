using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace MnistPS.Build.Docs;

/// <summary>Reads the elements of an XML documentation comment as blocks of text.</summary>
/// <param name="resolve">What to show for a <c>cref</c>.</param>
internal sealed partial class DocReader(Func<string, DocRun> resolve)
{
    /// <summary>The blocks of an element; none when it is absent or empty.</summary>
    public IReadOnlyList<DocBlock> Read(XElement? element)
    {
        var blocks = new BlockBuilder();
        if (element is not null)
        {
            Visit(element, blocks, DocBlockKind.Paragraph);
            blocks.End(DocBlockKind.Paragraph);
        }

        return blocks.Blocks;
    }

    private void Visit(XElement parent, BlockBuilder blocks, DocBlockKind kind)
    {
        foreach (var node in parent.Nodes())
        {
            if (node is XText text)
            {
                blocks.Add(new DocRun(text.Value));
            }
            else if (node is XElement element)
            {
                VisitElement(element, blocks, kind);
            }
        }
    }

    private void VisitElement(XElement element, BlockBuilder blocks, DocBlockKind kind)
    {
        switch (element.Name.LocalName)
        {
            case "para" or "p" or "br":
                blocks.End(kind);
                Visit(element, blocks, kind);
                blocks.End(kind);
                break;
            case "list":
                blocks.End(kind);
                VisitList(element, blocks);
                break;
            case "code":
                blocks.End(kind);
                blocks.AddCode(Dedent(element.Value));
                break;
            case "c":
                blocks.Add(new DocRun(element.Value, IsCode: true));
                break;
            case "paramref" or "typeparamref":
                blocks.Add(new DocRun(Attribute(element, "name") ?? string.Empty, IsCode: true));
                break;
            case "see" or "seealso":
                blocks.Add(Reference(element));
                break;
            default:
                Visit(element, blocks, kind);
                break;
        }
    }

    private void VisitList(XElement list, BlockBuilder blocks)
    {
        foreach (var item in list.Elements("item"))
        {
            if (item.Element("term") is XElement term && item.Element("description") is XElement description)
            {
                Visit(term, blocks, DocBlockKind.Item);
                blocks.Add(new DocRun(": "));
                Visit(description, blocks, DocBlockKind.Item);
            }
            else
            {
                Visit(item, blocks, DocBlockKind.Item);
            }

            blocks.End(DocBlockKind.Item);
        }
    }

    /// <summary>What a <c>see</c> or <c>seealso</c> points at.</summary>
    public DocRun Reference(XElement see)
    {
        var text = Whitespace().Replace(see.Value, " ").Trim();
        if (Attribute(see, "cref") is string cref)
        {
            var resolved = resolve(cref);
            return text.Length == 0 ? resolved : resolved with { Text = text, IsCode = false };
        }

        if (Attribute(see, "href") is string href)
        {
            return new DocRun(text.Length == 0 ? href : text, Target: href);
        }

        // PowerShell's words for C#'s true, false and null.
        return Attribute(see, "langword") is string word ? new DocRun("$" + word, IsCode: true) : new DocRun(text);
    }

    /// <summary>Takes away the indentation that all lines share, and the empty lines around them.</summary>
    public static string Dedent(string code)
    {
        List<string> lines = [.. code.ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd())];
        var first = lines.FindIndex(line => line.Length > 0);
        if (first < 0)
        {
            return string.Empty;
        }

        var last = lines.FindLastIndex(line => line.Length > 0);
        lines = lines[first..(last + 1)];
        // Code that begins right after its tag has no indentation on that line, whatever the others have.
        var measured = first == 0 && lines.Count > 1 ? lines.Skip(1) : lines;
        var indent = measured.Where(line => line.Length > 0).Min(line => line.Length - line.TrimStart().Length);
        return string.Join('\n', lines.Select(line => line[Math.Min(indent, line.Length - line.TrimStart().Length)..]));
    }

    private static string? Attribute(XElement element, string name) => element.Attribute(name)?.Value;

    [GeneratedRegex(@"\s+")]
    private static partial Regex Whitespace();

    private sealed class BlockBuilder
    {
        private readonly List<DocBlock> _blocks = [];
        private readonly List<DocRun> _runs = [];

        public IReadOnlyList<DocBlock> Blocks => _blocks;

        // The line breaks and the indentation of the comment mean nothing: a run of white space is one space.
        public void Add(DocRun run)
        {
            var text = Whitespace().Replace(run.Text, " ");
            if (_runs.Count == 0 || _runs[^1].Text.EndsWith(' '))
            {
                text = text.TrimStart();
            }

            if (text.Length > 0)
            {
                _runs.Add(run with { Text = text });
            }
        }

        public void End(DocBlockKind kind)
        {
            if (_runs.Count > 0)
            {
                _runs[^1] = _runs[^1] with { Text = _runs[^1].Text.TrimEnd() };
                _blocks.Add(new DocBlock(kind, [.. _runs.Where(run => run.Text.Length > 0)]));
                _runs.Clear();
            }
        }

        public void AddCode(string code)
        {
            if (code.Length > 0)
            {
                _blocks.Add(new DocBlock(DocBlockKind.Code, [new DocRun(code, IsCode: true)]));
            }
        }
    }
}
