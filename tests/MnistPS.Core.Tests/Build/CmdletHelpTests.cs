using System.Xml.Linq;
using MnistPS.Build;
using MnistPS.Build.Cmdlets;
using MnistPS.Build.Docs;
using MnistPS.Build.Help;

namespace MnistPS.Core.Tests.Build;

public sealed class CmdletHelpTests : IDisposable
{
    private static readonly XNamespace Maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    private readonly string _root = Directory.CreateTempSubdirectory("mnistps-docs-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void The_syntax_is_that_of_Get_Command()
    {
        const string Optional = "[-Name <string>] [-Activation {Linear | ReLU}] [-NoBias] [<CommonParameters>]";
        var cmdlet = CmdletPages.NewLayer();

        Assert.Equal(
            [
                "New-Layer [-Units] <int> [[-From] <Layer>] " + Optional,
                "New-Layer [[-From] <Layer>] -Shape <int[]> " + Optional,
            ],
            cmdlet.ParameterSets.Select(set => CmdletSyntax.Of(cmdlet, set)));
    }

    [Fact]
    public void A_default_set_without_a_parameter_of_its_own_is_a_set()
    {
        var all = CmdletPages.Parameter("All", "int");
        var one = CmdletPages.Parameter("One", "int", ParameterUse.Optional with { Set = "Other" });

        Assert.Equal(["Plain", "Other"], ParameterSets.Of([all, one], "Plain").Select(set => set.Name));
    }

    [Fact]
    public void Complete_help_has_no_gaps() => Assert.Empty(HelpGaps.In([CmdletPages.NewLayer()]));

    [Fact]
    public void A_gap_is_named_with_its_cmdlet_and_parameter()
    {
        var undocumented = CmdletPages.Parameter("Units", "int") with { Description = [] };

        (string Code, string Message)[] gaps =
            [.. HelpGaps.In([CmdletPages.NewLayer(synopsis: [], parameters: [undocumented], examples: [])])];

        Assert.Equal(
            [BuildErrors.CmdletWithoutSummary, BuildErrors.ParameterWithoutSummary, BuildErrors.CmdletWithoutExample],
            gaps.Select(gap => gap.Code));
        Assert.All(gaps, gap => Assert.StartsWith("New-Layer: ", gap.Message, StringComparison.Ordinal));
        Assert.Contains("-Units", gaps[1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Maml_holds_what_Get_Help_shows()
    {
        var cmdlet = MamlDocument.Create([CmdletPages.NewLayer()]).Root!.Element(Command + "command")!;
        string[] All(XName element) => [.. cmdlet.Descendants(element).Select(found => found.Value)];
        XElement Parameter(string name) =>
            cmdlet.Element(Command + "parameters")!.Elements().Single(p => p.Element(Maml + "name")!.Value == name);

        Assert.Equal("New-Layer", cmdlet.Element(Command + "details")!.Element(Command + "name")!.Value);
        Assert.Equal("One.Two.", cmdlet.Element(Maml + "description")!.Value);
        Assert.Equal(2, cmdlet.Element(Command + "syntax")!.Elements().Count());
        Assert.Equal("0", Parameter("Units").Attribute("position")!.Value);
        Assert.Equal("true", Parameter("Units").Attribute("required")!.Value);
        Assert.Equal("True (ByValue)", Parameter("From").Attribute("pipelineInput")!.Value);
        Assert.Equal("ReLU", Parameter("Activation").Element(Dev + "defaultValue")!.Value);
        Assert.Null(Parameter("NoBias").Element(Command + "parameterValue"));
        Assert.Equal("nb", Parameter("NoBias").Attribute("aliases")!.Value);
        Assert.Equal(["New-Layer 10"], All(Dev + "code"));
        Assert.Contains("Example 1: Make one", Assert.Single(All(Maml + "title")), StringComparison.Ordinal);
        Assert.Equal(["Get-Layer", "Kerashttps://keras.io"], All(Maml + "navigationLink"));
    }

    [Fact]
    public void A_page_has_a_row_for_each_parameter()
    {
        var page = MarkdownPage.Create(CmdletPages.NewLayer());

        string[] expected =
        [
            "| `-Units` | `int` | in ByUnits |  | no | What Units is. |",
            "| `-Activation` | `Activation` | no | `ReLU` | no | What Activation is. |",
            "| `-NoBias`<br>`-nb` | `switch` | no |  | no | What NoBias is. |",
            "### Make one\n\n```powershell\nNew-Layer 10\n```\n\nIt has ten.\n",
            "- [`Get-Layer`](Get-Layer.md)\n- [Keras](https://keras.io)\n",
        ];
        Assert.All(expected, part => Assert.Contains(part, page, StringComparison.Ordinal));
    }

    [Fact]
    public void The_folder_is_brought_up_to_date_and_keeps_what_people_wrote()
    {
        File.WriteAllText(Path.Combine(_root, "Get-Gone.md"), MarkdownPage.Marker + "\n\n# Get-Gone\n");
        File.WriteAllText(Path.Combine(_root, "concepts.md"), "# By hand\n");
        var folder = new DocsFolder(_root, [CmdletPages.NewLayer()]);

        Assert.Equal(["New-Layer.md", "README.md", "Get-Gone.md"], folder.Stale());
        folder.Update();

        Assert.Empty(folder.Stale());
        Assert.Equal(
            ["New-Layer.md", "README.md", "concepts.md"],
            Directory.GetFiles(_root).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_page_with_the_line_endings_of_windows_is_true_all_the_same()
    {
        var folder = new DocsFolder(_root, [CmdletPages.NewLayer()]);
        folder.Update();
        var page = Path.Combine(_root, "New-Layer.md");

        File.WriteAllText(page, File.ReadAllText(page).ReplaceLineEndings("\r\n"));
        Assert.Empty(folder.Stale());

        File.AppendAllText(page, "More.");
        Assert.Equal(["New-Layer.md"], folder.Stale());
    }

    [Fact]
    public void An_example_is_title_introduction_code_and_remarks()
    {
        var example = ExampleHelp.From(
        [
            DocBlock.Paragraph("Join two layers."),
            DocBlock.Paragraph("The pipeline is the graph."),
            new DocBlock(DocBlockKind.Code, [new DocRun("New-Layer 10")]),
            DocBlock.Paragraph("Done."),
        ])!;

        Assert.Equal(("Join two layers", "New-Layer 10"), (example.Title, example.Code));
        Assert.Equal("The pipeline is the graph.", Assert.Single(example.Introduction).Text);
        Assert.Equal("Done.", Assert.Single(example.Remarks).Text);
        Assert.Null(ExampleHelp.From([DocBlock.Paragraph("No code.")]));
    }

    [Fact]
    public void A_script_is_an_example_with_its_comment_as_title_and_introduction()
    {
        const string Script = "# Join two\n# layers.\n#\n# Why not.\n\n$in |\n    New-Layer # ten\n";

        var example = ExampleFiles.Parse(Script);

        Assert.Equal(("Join two layers", "$in |\n    New-Layer # ten"), (example.Title, example.Code));
        Assert.Equal("Why not.", Assert.Single(example.Introduction).Text);
    }

    [Theory]
    [InlineData("dance", "MPS010")]
    [InlineData("natives --to x", "MPS010")]
    [InlineData("natives --form a", "MPS010")]
    [InlineData("natives --from", "MPS010")]
    [InlineData("help --assembly absent.dll --xml absent.xml --out x", "MPS011")]
    public void A_wrong_command_line_is_an_error_that_MSBuild_recognises(string line, string code)
    {
        var output = new StringWriter();

        Assert.Equal(1, CommandLine.Run(line.Split(' '), output));

        Assert.StartsWith($"MnistPS.Build : error {code}: ", output.ToString(), StringComparison.Ordinal);
    }
}
