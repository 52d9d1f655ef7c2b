using System.Reflection;
using System.Xml;
using System.Xml.Linq;

namespace MnistPS.Build.Docs;

/// <summary>The documentation comments of some assemblies, with <c>inheritdoc</c> followed.</summary>
internal sealed class XmlDocs
{
    private readonly Dictionary<string, XElement> _members = new(StringComparer.Ordinal);

    /// <summary>Reads the compiler's XML files.</summary>
    /// <exception cref="InvalidDataException">A file is not XML.</exception>
    public static XmlDocs Load(IEnumerable<string> paths)
    {
        var docs = new XmlDocs();
        foreach (var path in paths)
        {
            docs.Add(Parse(path));
        }

        return docs;
    }

    /// <summary>Takes in the members of a documentation file.</summary>
    public void Add(XDocument file)
    {
        foreach (var member in file.Descendants("member"))
        {
            if (member.Attribute("name")?.Value is string name)
            {
                _members[name] = member;
            }
        }
    }

    /// <summary>The comment of a type, or null.</summary>
    public XElement? Of(Type type) =>
        Complete(DocId.Of(type), () => type.BaseType is Type parent ? Of(parent) : null);

    /// <summary>The comment of a property; that of the property which it overrides where it has none itself.</summary>
    public XElement? Of(PropertyInfo property) =>
        Complete(DocId.Of(property), () => Inherited(property) is PropertyInfo parent ? Of(parent) : null);

    /// <summary>The comment of a field, or null.</summary>
    public XElement? Of(FieldInfo field) => Complete(DocId.Of(field), () => null);

    private static XDocument Parse(string path)
    {
        try
        {
            return XDocument.Load(path, LoadOptions.PreserveWhitespace);
        }
        catch (XmlException e)
        {
            throw new InvalidDataException($"{path}: {e.Message}", e);
        }
    }

    private XElement? Complete(string id, Func<XElement?> inherited)
    {
        var own = _members.GetValueOrDefault(id);
        var isType = id.StartsWith("T:", StringComparison.Ordinal);
        var marker = own?.Element("inheritdoc");
        if (own is not null && marker is null)
        {
            return own;
        }

        // A type without a comment has none. A property that overrides one speaks for itself only where it does.
        if (own is null)
        {
            return isType ? null : inherited();
        }

        var cref = marker?.Attribute("cref")?.Value;
        var other = cref is null ? inherited() : _members.GetValueOrDefault(cref);
        return Merge(own, other);
    }

    // What a comment says itself goes before what it inherits.
    private static XElement Merge(XElement own, XElement? inherited)
    {
        XElement[] said = [.. own.Elements().Where(element => element.Name != "inheritdoc")];
        var rest = inherited?.Elements() ?? [];
        return new XElement(own.Name, said, rest.Where(element => said.All(other => other.Name != element.Name)));
    }

    private static PropertyInfo? Inherited(PropertyInfo property)
    {
        var declaring = property.DeclaringType!;
        for (var parent = declaring.BaseType; parent is not null; parent = parent.BaseType)
        {
            const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly;
            if (parent.GetProperty(property.Name, Declared) is PropertyInfo found)
            {
                return found;
            }
        }

        return declaring.GetInterfaces()
            .Select(type => type.GetProperty(property.Name))
            .FirstOrDefault(found => found is not null);
    }
}
