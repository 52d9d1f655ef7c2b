using MnistPS.Build.Docs;

namespace MnistPS.Build.Cmdlets;

/// <summary>Shows classes as cmdlets and properties as parameters where a comment refers to them.</summary>
internal sealed class CmdletNames
{
    private readonly Dictionary<string, DocRun> _names = new(StringComparer.Ordinal);

    /// <summary>Learns the names of some cmdlets and of their parameters.</summary>
    public CmdletNames(IEnumerable<Type> cmdlets)
    {
        foreach (var cmdlet in cmdlets)
        {
            (var verb, var noun) = NameOf(cmdlet);
            var name = $"{verb}-{noun}";
            _names[DocId.Of(cmdlet)] = new DocRun(name, IsCode: true, name + ".md");
            foreach (var property in cmdlet.GetProperties())
            {
                if (property.PowerShellAttributes("Parameter").Any())
                {
                    _names[DocId.Of(property)] = new DocRun("-" + property.Name, IsCode: true);
                }
            }
        }
    }

    /// <summary>Whether a class is a cmdlet.</summary>
    public static bool IsCmdlet(Type type) => !type.IsAbstract && type.PowerShellAttributes("Cmdlet").Any();

    /// <summary>A cmdlet's verb and noun.</summary>
    public static (string Verb, string Noun) NameOf(Type cmdlet)
    {
        var name = cmdlet.PowerShellAttributes("Cmdlet").First();
        return ((string)name.ConstructorArguments[0].Value!, (string)name.ConstructorArguments[1].Value!);
    }

    /// <summary>What to show for a <c>cref</c>.</summary>
    public DocRun Resolve(string cref) =>
        _names.TryGetValue(cref, out var run) ? run : new DocRun(DocId.ShortName(cref), IsCode: true);
}
