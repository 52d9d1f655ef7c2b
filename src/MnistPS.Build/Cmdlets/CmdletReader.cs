using System.Reflection;
using System.Xml.Linq;
using MnistPS.Build.Docs;

namespace MnistPS.Build.Cmdlets;

/// <summary>Makes the help of cmdlets out of their attributes and their comments.</summary>
internal sealed class CmdletReader
{
    private readonly IReadOnlyList<Type> _cmdlets;
    private readonly XmlDocs _docs;
    private readonly ExampleFiles _examples;
    private readonly DocReader _text;
    private readonly ParameterReader _parameters;

    /// <summary>Prepares to read the cmdlets among some types.</summary>
    public CmdletReader(IEnumerable<Type> types, XmlDocs docs, ExampleFiles examples)
    {
        _cmdlets = [.. types.Where(CmdletNames.IsCmdlet)];
        _docs = docs;
        _examples = examples;
        _text = new DocReader(new CmdletNames(_cmdlets).Resolve);
        _parameters = new ParameterReader(docs, _text);
    }

    /// <summary>The help of every cmdlet, by name.</summary>
    public IReadOnlyList<CmdletHelp> Read() =>
        [.. _cmdlets.Select(Read).OrderBy(cmdlet => cmdlet.Noun, StringComparer.Ordinal)
            .ThenBy(cmdlet => cmdlet.Verb, StringComparer.Ordinal)];

    private CmdletHelp Read(Type type)
    {
        (var verb, var noun) = CmdletNames.NameOf(type);
        var comment = _docs.Of(type);
        var synopsis = _text.Read(comment?.Element("summary"));
        var remarks = _text.Read(comment?.Element("remarks"));
        var properties = ParameterReader.PropertiesOf(type);
        List<ParameterHelp> parameters = [.. properties.Select(_parameters.Read)];
        var cmdlet = type.PowerShellAttributes("Cmdlet").First();
        if (cmdlet.Named<bool>("SupportsShouldProcess"))
        {
            parameters.AddRange(ShouldProcessParameters.All);
        }

        return new CmdletHelp(
            verb,
            noun,
            type.FullName!,
            ParameterReader.AliasesOf(type),
            synopsis,
            remarks.Count > 0 ? remarks : synopsis,
            ParameterSets.Of(parameters, cmdlet.Named<string>("DefaultParameterSetName")),
            parameters,
            Inputs(properties),
            Outputs(type),
            [.. Examples(comment), .. _examples.For($"{verb}-{noun}")],
            Links(comment));
    }

    private IEnumerable<ExampleHelp> Examples(XElement? comment) =>
        (comment?.Elements("example") ?? [])
            .Select(example => ExampleHelp.From(_text.Read(example)))
            .OfType<ExampleHelp>();

    private IReadOnlyList<DocRun> Links(XElement? comment) =>
        [.. (comment?.Descendants("seealso") ?? []).Select(_text.Reference).DistinctBy(link => link.Text)];

    private IReadOnlyList<TypeHelp> Inputs(IEnumerable<PropertyInfo> properties) =>
        [.. properties
            .Where(property => property.PowerShellAttributes("Parameter").Any(p => p.Named<bool>("ValueFromPipeline")))
            .Select(property => Describe(TypeNames.Element(property.PropertyType)))
            .DistinctBy(input => input.Name)];

    // An attribute may name types as types or as strings.
    private IReadOnlyList<TypeHelp> Outputs(Type cmdlet) =>
        [.. cmdlet.PowerShellAttributes("OutputType")
            .SelectMany(attribute => attribute.Positional())
            .Select(output => output.Value is Type type ? Describe(type) : new TypeHelp((string)output.Value!, []))
            .DistinctBy(output => output.Name)];

    private TypeHelp Describe(Type type) =>
        new(TypeNames.Short(type), _text.Read(_docs.Of(TypeNames.Element(type))?.Element("summary")));
}
