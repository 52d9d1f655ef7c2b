using System.Globalization;
using System.Xml.Linq;
using MnistPS.Build.Cmdlets;
using MnistPS.Build.Docs;

namespace MnistPS.Build.Help;

/// <summary>Writes the help of cmdlets in MAML, which Get-Help reads.</summary>
/// <remarks>
/// Source: "Writing help for PowerShell cmdlets", learn.microsoft.com/powershell/scripting/developer/help.
/// </remarks>
internal static class MamlDocument
{
    private static readonly XNamespace Root = "http://msh";
    private static readonly XNamespace Maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    /// <summary>The whole file.</summary>
    public static XDocument Create(IEnumerable<CmdletHelp> cmdlets) => new(
        new XDeclaration("1.0", "utf-8", standalone: null),
        new XElement(
            Root + "helpItems",
            new XAttribute("schema", "maml"),
            new XAttribute(XNamespace.Xmlns + "maml", Maml),
            new XAttribute(XNamespace.Xmlns + "command", Command),
            new XAttribute(XNamespace.Xmlns + "dev", Dev),
            cmdlets.Select(Cmdlet)));

    private static XElement Cmdlet(CmdletHelp cmdlet) => new(
        Command + "command",
        new XElement(
            Command + "details",
            new XElement(Command + "name", cmdlet.Name),
            new XElement(Command + "verb", cmdlet.Verb),
            new XElement(Command + "noun", cmdlet.Noun),
            Description(cmdlet.Synopsis)),
        Description(cmdlet.Description),
        new XElement(Command + "syntax", cmdlet.ParameterSets.Select(set => SyntaxItem(cmdlet, set))),
        new XElement(Command + "parameters", cmdlet.Parameters.Select(parameter => Parameter(parameter))),
        new XElement(Command + "inputTypes", cmdlet.Inputs.Select(type => Typed("inputType", type))),
        new XElement(Command + "returnValues", cmdlet.Outputs.Select(type => Typed("returnValue", type))),
        Notes(cmdlet),
        new XElement(Command + "examples", cmdlet.Examples.Select(Example)),
        new XElement(Command + "relatedLinks", cmdlet.Links.Select(Link)));

    private static XElement SyntaxItem(CmdletHelp cmdlet, ParameterSetHelp set) => new(
        Command + "syntaxItem",
        new XElement(Maml + "name", cmdlet.Name),
        set.Items.Select(item => SyntaxParameter(item.Parameter, item.Use)));

    private static XElement SyntaxParameter(ParameterHelp parameter, ParameterUse use) =>
        Usage(parameter, use, Description(parameter.Description), Value(parameter));

    private static XElement Parameter(ParameterHelp parameter) => Usage(
        parameter,
        parameter.MainUse,
        Description(parameter.Description),
        ParameterValue(parameter),
        new XElement(Dev + "type", new XElement(Maml + "name", parameter.TypeName), new XElement(Maml + "uri")),
        new XElement(Dev + "defaultValue", parameter.Default ?? (parameter.IsSwitch ? "False" : "None")));

    private static XElement Usage(ParameterHelp parameter, ParameterUse use, params object?[] content) => new(
        Command + "parameter",
        new XAttribute("required", use.Mandatory),
        new XAttribute("variableLength", use.TakesTheRest || parameter.TypeName.EndsWith(']')),
        new XAttribute("globbing", parameter.TakesWildcards),
        new XAttribute("pipelineInput", use.PipelineInput),
        new XAttribute("position", use.Position?.ToString(CultureInfo.InvariantCulture) ?? "named"),
        new XAttribute("aliases", parameter.Aliases.Count > 0 ? string.Join(", ", parameter.Aliases) : "none"),
        new XElement(Maml + "name", parameter.Name),
        content);

    // In the syntax: the values to choose from, where there are such, else the type.
    private static XElement? Value(ParameterHelp parameter) => parameter.Values.Count == 0
        ? ParameterValue(parameter)
        : new XElement(
            Command + "parameterValueGroup",
            parameter.Values.Select(value => ParameterValue(value, required: false)));

    private static XElement? ParameterValue(ParameterHelp parameter) =>
        parameter.IsSwitch ? null : ParameterValue(parameter.TypeName, required: true);

    private static XElement ParameterValue(string text, bool required) => new(
        Command + "parameterValue",
        new XAttribute("required", required),
        new XAttribute("variableLength", false),
        text);

    private static XElement Typed(string element, TypeHelp type) => new(
        Command + element,
        new XElement(Dev + "type", new XElement(Maml + "name", type.Name)),
        Description(type.Description));

    private static XElement? Notes(CmdletHelp cmdlet) => cmdlet.Aliases.Count == 0
        ? null
        : new XElement(
            Maml + "alertSet",
            new XElement(Maml + "alert", Para("Aliases: " + string.Join(", ", cmdlet.Aliases))));

    private static XElement Example(ExampleHelp example, int index) => new(
        Command + "example",
        new XElement(Maml + "title", Title(example, index + 1)),
        new XElement(Maml + "introduction", Introduction(example)),
        new XElement(Dev + "code", example.Code),
        new XElement(Dev + "remarks", Paras(example.Remarks)));

    // Get-Help shows the code right behind the introduction, on the same line.
    private static IEnumerable<XElement> Introduction(ExampleHelp example) =>
        PlainText.Paragraphs(example.Introduction).Select(text => Para(text + "\n\n"));

    private static string Title(ExampleHelp example, int number)
    {
        var text = example.Title.Length > 0 ? $"Example {number}: {example.Title}" : $"Example {number}";
        return $"-------------------------- {text} --------------------------";
    }

    private static XElement Link(DocRun link) => new(
        Maml + "navigationLink",
        new XElement(Maml + "linkText", link.Text),
        new XElement(Maml + "uri", link.IsAddress ? link.Target : null));

    private static XElement Description(IEnumerable<DocBlock> blocks) => new(Maml + "description", Paras(blocks));

    private static IEnumerable<XElement> Paras(IEnumerable<DocBlock> blocks) =>
        PlainText.Paragraphs(blocks).Select(Para);

    private static XElement Para(string text) => new(Maml + "para", text);
}
