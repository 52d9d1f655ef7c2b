using System.Xml.Linq;
using MnistPS.Build.Docs;

namespace MnistPS.Core.Tests.Build;

public sealed class DocReaderTests
{
    private static readonly DocReader Reader = new(cref => new DocRun(DocId.ShortName(cref), IsCode: true));

    [Fact]
    public void The_comments_line_breaks_and_indentation_mean_nothing() =>
        Assert.Equal(["A matrix W and a vector."], Plain("\n    A matrix\n    <c>W</c>  and\n a vector.\n  "));

    [Fact]
    public void Each_para_is_a_paragraph() =>
        Assert.Equal(["Before.", "One.", "Two.", "After."], Plain("Before.<para>One.</para><para> Two.</para>After."));

    [Fact]
    public void A_list_is_one_paragraph_of_dashes()
    {
        const string List = """
            Both:<list type="bullet">
              <item><term>Kernel</term><description>the matrix.</description></item>
              <item>bias</item>
            </list>
            """;

        Assert.Equal(["Both:", "- Kernel: the matrix.\n- bias"], Plain(List));
        Assert.Equal("Both:\n\n- Kernel: the matrix.\n- bias", Markdown.Blocks(Blocks(List)));
    }

    [Theory]
    [InlineData("<see cref=\"T:MnistPS.DenseLayer\"/>", "DenseLayer")]
    [InlineData("<see cref=\"M:MnistPS.DenseLayer.Apply(System.Int32,System.String)\"/>", "Apply")]
    [InlineData("<see cref=\"T:MnistPS.Grid`1\"/>", "Grid")]
    [InlineData("<see cref=\"T:MnistPS.DenseLayer\">the layer</see>", "the layer")]
    [InlineData("<paramref name=\"units\"/>", "units")]
    [InlineData("<see langword=\"true\"/>", "$true")]
    [InlineData("<see href=\"https://keras.io\">Keras</see>", "Keras (https://keras.io)")]
    [InlineData("<see href=\"https://keras.io\"/>", "https://keras.io")]
    public void References_become_text(string xml, string expected) => Assert.Equal([expected], Plain(xml));

    [Fact]
    public void Code_keeps_its_lines_without_the_comments_indentation()
    {
        var block = Assert.Single(Blocks("\n  <code>\n    $in |\n        New-Layer\n\n    $out\n  </code>\n"));

        Assert.Equal(DocBlockKind.Code, block.Kind);
        Assert.Equal("$in |\n    New-Layer\n\n$out", block.Text);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("\n \n", "")]
    [InlineData("one", "one")]
    [InlineData("one\n      two", "one\ntwo")]
    [InlineData("\r\n  one\r\n    two\r\n", "one\n  two")]
    public void Dedent_takes_away_what_all_lines_share(string code, string expected) =>
        Assert.Equal(expected, DocReader.Dedent(code));

    [Fact]
    public void Markdown_keeps_code_and_escapes_words()
    {
        const string Comment = "2*3 &lt; <c>a*b | c</c>, see <see href=\"https://keras.io\">Keras</see>";

        var blocks = Blocks(Comment);

        Assert.Equal(@"2\*3 \< `a*b | c`, see [Keras](https://keras.io)", Markdown.Blocks(blocks));
        Assert.Equal(@"2\*3 \< `a*b \| c`, see [Keras](https://keras.io)", Markdown.Cell(blocks));
    }

    [Fact]
    public void Nothing_gives_nothing()
    {
        Assert.Empty(Reader.Read(null));
        Assert.Empty(Blocks("  \n "));
    }

    private static IReadOnlyList<DocBlock> Blocks(string content) =>
        Reader.Read(XElement.Parse($"<summary>{content}</summary>", LoadOptions.PreserveWhitespace));

    private static IReadOnlyList<string> Plain(string content) => PlainText.Paragraphs(Blocks(content));
}
