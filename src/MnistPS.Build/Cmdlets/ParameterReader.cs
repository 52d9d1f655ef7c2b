using System.Globalization;
using System.Reflection;
using System.Xml.Linq;
using MnistPS.Build.Docs;

namespace MnistPS.Build.Cmdlets;

/// <summary>Makes the help of parameters out of properties, their attributes and their comments.</summary>
internal sealed class ParameterReader(XmlDocs docs, DocReader text)
{
    private const string SwitchType = "System.Management.Automation.SwitchParameter";

    /// <summary>The properties of a cmdlet that are parameters and shown, the class's own before its base's.</summary>
    public static IReadOnlyList<PropertyInfo> PropertiesOf(Type cmdlet) =>
        [.. cmdlet.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.PowerShellAttributes("Parameter").Any(p => !p.Named<bool>("DontShow")))
            .DistinctBy(property => property.Name)];

    /// <summary>The other names of a cmdlet or a parameter.</summary>
    public static IReadOnlyList<string> AliasesOf(MemberInfo member) =>
        [.. member.PowerShellAttributes("Alias").SelectMany(alias => alias.Positional()).Select(Text)];

    /// <summary>The help of a parameter.</summary>
    public ParameterHelp Read(PropertyInfo property)
    {
        var comment = docs.Of(property);
        var element = TypeNames.Element(property.PropertyType);
        return new ParameterHelp(
            property.Name,
            TypeNames.Short(property.PropertyType),
            property.PropertyType.FullName == SwitchType,
            AliasesOf(property),
            Description(property, element, comment),
            Default(property, comment),
            Values(property, element),
            property.PowerShellAttributes("SupportsWildcards").Any(),
            [.. property.PowerShellAttributes("Parameter").Where(p => !p.Named<bool>("DontShow")).Select(Use)]);
    }

    private static ParameterUse Use(CustomAttributeData attribute)
    {
        // Position is int.MinValue, in PowerShell, where it is not said.
        var hasPosition = attribute.NamedArguments.Any(argument => argument.MemberName == "Position");
        return new ParameterUse(
            attribute.Named<string>("ParameterSetName") ?? ParameterUse.AllSets,
            attribute.Named<bool>("Mandatory"),
            hasPosition ? attribute.Named<int>("Position") : null,
            attribute.Named<bool>("ValueFromPipeline"),
            attribute.Named<bool>("ValueFromPipelineByPropertyName"),
            attribute.Named<bool>("ValueFromRemainingArguments"));
    }

    // A parameter without a summary has no description, however much its type says: the check is for that.
    private IReadOnlyList<DocBlock> Description(PropertyInfo property, Type element, XElement? comment)
    {
        var summary = text.Read(comment?.Element("summary"));
        var remarks = text.Read(comment?.Element("remarks"));
        return summary.Count > 0
            ? [.. summary, .. remarks, .. ValueNotes(property, element), .. RangeNotes(property)]
            : [];
    }

    // The values with what their comments say; where they have none, their names.
    private DocBlock[] ValueNotes(PropertyInfo property, Type element)
    {
        var values = Values(property, element);
        DocBlock[] documented = element.IsEnum ? [.. DocumentedMembers(element, values)] : [];
        return documented.Length > 0 || values.Length == 0 ? documented : [OneOf(values)];
    }

    private static DocBlock OneOf(string[] values)
    {
        var runs = values.SelectMany(CommaAndValue);
        return new DocBlock(DocBlockKind.Paragraph, [new DocRun("One of "), .. runs.Skip(1), new DocRun(".")]);
    }

    private static DocRun[] CommaAndValue(string value) => [new DocRun(", "), new DocRun(value, IsCode: true)];

    private IEnumerable<DocBlock> DocumentedMembers(Type enumeration, string[] values) =>
        Members(enumeration)
            .Where(member => values.Contains(member.Name, StringComparer.OrdinalIgnoreCase))
            .Select(member => (member.Name, Text: text.Read(docs.Of(member)?.Element("summary"))))
            .Where(member => member.Text.Count > 0)
            .Select(member => Item(member.Name, member.Text));

    private static DocBlock Item(string value, IEnumerable<DocBlock> meaning) => new(
        DocBlockKind.Item,
        [new DocRun(value, IsCode: true), new DocRun(": "), .. meaning.SelectMany(block => block.Runs)]);

    private static IEnumerable<DocBlock> RangeNotes(PropertyInfo property) =>
        property.PowerShellAttributes("ValidateRange")
            .Select(range => range.ConstructorArguments)
            .Where(limits => limits.Count == 2)
            .Select(limits => DocBlock.Paragraph(Range(limits[0].Value, limits[1].Value)));

    private static string Range(object? least, object? most) =>
        most is int.MaxValue or long.MaxValue or double.MaxValue or float.MaxValue or double.PositiveInfinity
            ? $"At least {Invariant(least)}."
            : $"From {Invariant(least)} to {Invariant(most)}.";

    private static string[] Values(PropertyInfo property, Type element)
    {
        string[] set = [.. property.PowerShellAttributes("ValidateSet").SelectMany(s => s.Positional()).Select(Text)];
        return set.Length > 0 || !element.IsEnum ? set : [.. Members(element).Select(member => member.Name)];
    }

    private static IEnumerable<FieldInfo> Members(Type enumeration) =>
        enumeration.GetFields(BindingFlags.Public | BindingFlags.Static).OrderBy(field => field.MetadataToken);

    private string? Default(PropertyInfo property, XElement? comment) =>
        DefaultText.InValue(PlainText.Line(text.Read(comment?.Element("value"))))
        ?? PowerShellDefault(property)
        ?? ComponentModelDefault(property)
        ?? DefaultText.InSentence(PlainText.Line(text.Read(comment?.Element("summary"))));

    private static string? PowerShellDefault(PropertyInfo property)
    {
        var said =
            property.PowerShellAttributes("PSDefaultValue").FirstOrDefault()?.NamedArguments ?? [];
        // Help is the value as words, for one that has none as a constant.
        return said.OrderBy(argument => argument.MemberName == "Help" ? 0 : 1)
            .Select(argument => Text(argument.TypedValue))
            .FirstOrDefault();
    }

    private static string? ComponentModelDefault(PropertyInfo property) =>
        property.Attributes("System.ComponentModel.DefaultValueAttribute")
            .SelectMany(attribute => attribute.ConstructorArguments)
            .Select(Text)
            .LastOrDefault();

    // The value of an enumeration's member comes as a number.
    private static string Text(CustomAttributeTypedArgument argument) =>
        argument.ArgumentType.IsEnum && argument.Value is not null
            ? Enum.ToObject(argument.ArgumentType, argument.Value).ToString()!
            : Invariant(argument.Value);

    private static string Invariant(object? value) =>
        Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty;
}
