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

    /// <summary>The help of a parameter.</summary>
    public ParameterHelp Read(PropertyInfo property)
    {
        XElement? comment = docs.Of(property);
        Type element = TypeNames.Element(property.PropertyType);
        return new ParameterHelp(
            property.Name,
            TypeNames.Short(property.PropertyType),
            property.PropertyType.FullName == SwitchType,
            [.. property.PowerShellAttributes("Alias").SelectMany(a => a.Positional()).Select(a => (string)a.Value!)],
            Description(property, element, comment),
            Default(property, comment),
            Values(property, element),
            property.PowerShellAttributes("SupportsWildcards").Any(),
            [.. property.PowerShellAttributes("Parameter").Where(p => !p.Named<bool>("DontShow")).Select(Use)]);
    }

    private static ParameterUse Use(CustomAttributeData attribute)
    {
        // Position is int.MinValue, in PowerShell, where it is not said.
        bool hasPosition = attribute.NamedArguments.Any(argument => argument.MemberName == "Position");
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
        IReadOnlyList<DocBlock> summary = text.Read(comment?.Element("summary"));
        return summary.Count == 0
            ? []
            : [.. summary, .. text.Read(comment?.Element("remarks")), .. ValueNotes(element), .. RangeNotes(property)];
    }

    private IEnumerable<DocBlock> ValueNotes(Type element)
    {
        if (!element.IsEnum)
        {
            return [];
        }

        return Members(element)
            .Select(member => (member.Name, Text: text.Read(docs.Of(member)?.Element("summary"))))
            .Where(member => member.Text.Count > 0)
            .Select(member => new DocBlock(
                DocBlockKind.Item,
                [new DocRun(member.Name, IsCode: true), new DocRun(": "), .. member.Text.SelectMany(block => block.Runs)]));
    }

    private static IEnumerable<DocBlock> RangeNotes(PropertyInfo property) =>
        property.PowerShellAttributes("ValidateRange")
            .Select(range => range.ConstructorArguments)
            .Where(limits => limits.Count == 2)
            .Select(limits => DocBlock.Paragraph(Range(limits[0].Value, limits[1].Value)));

    private static string Range(object? least, object? most) =>
        most is int.MaxValue or long.MaxValue or double.MaxValue or float.MaxValue or double.PositiveInfinity
            ? $"At least {Invariant(least)}."
            : $"From {Invariant(least)} to {Invariant(most)}.";

    private static IReadOnlyList<string> Values(PropertyInfo property, Type element)
    {
        string[] set = [.. property.PowerShellAttributes("ValidateSet").SelectMany(s => s.Positional()).Select(Text)];
        return set.Length > 0 || !element.IsEnum ? set : [.. Members(element).Select(member => member.Name)];
    }

    private static IEnumerable<FieldInfo> Members(Type enumeration) =>
        enumeration.GetFields(BindingFlags.Public | BindingFlags.Static).OrderBy(field => field.MetadataToken);

    private string? Default(PropertyInfo property, XElement? comment)
    {
        string said = PlainText.Line(text.Read(comment?.Element("value")));
        if (said.Length > 0)
        {
            string value = said.StartsWith("Default", StringComparison.OrdinalIgnoreCase) ? said["Default".Length..] : said;
            return value.TrimStart(':', ' ').TrimEnd('.');
        }

        CustomAttributeData? attribute = property.PowerShellAttributes("PSDefaultValue").FirstOrDefault();
        object? named = attribute?.Named<string>("Help") ?? attribute?.Named<object>("Value");
        return named is not null
            ? Invariant(named)
            : property.Attributes("System.ComponentModel.DefaultValueAttribute")
                .Select(a => a.ConstructorArguments.Select(Text).LastOrDefault())
                .FirstOrDefault();
    }

    // The value of an enumeration's member comes as a number.
    private static string Text(CustomAttributeTypedArgument argument) =>
        argument.ArgumentType.IsEnum && argument.Value is not null
            ? Enum.ToObject(argument.ArgumentType, argument.Value).ToString()!
            : Invariant(argument.Value);

    private static string Invariant(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty;
}
