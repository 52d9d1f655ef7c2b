namespace MnistPS.Build;

/// <summary>The options after a verb: <c>--name value</c>, repeatable, and _flags without a value.</summary>
internal sealed class Arguments
{
    private readonly Dictionary<string, List<string>> _values = new(StringComparer.Ordinal);
    private readonly HashSet<string> _flags = new(StringComparer.Ordinal);

    private Arguments()
    {
    }

    /// <summary>Reads the options, and refuses every one that the verb does not know.</summary>
    /// <param name="args">The command line after the verb.</param>
    /// <param name="options">The names, with their dashes, that take a value.</param>
    /// <param name="switches">The names, with their dashes, that take none.</param>
    /// <exception cref="BuildException">An unknown option, or one without its value.</exception>
    public static Arguments Parse(ReadOnlySpan<string> args, string[] options, string[]? switches = null)
    {
        var parsed = new Arguments();
        for (var i = 0; i < args.Length; i++)
        {
            var name = args[i];
            if (switches?.Contains(name, StringComparer.Ordinal) == true)
            {
                parsed._flags.Add(name);
            }
            else if (!options.Contains(name, StringComparer.Ordinal))
            {
                throw new BuildException(BuildErrors.Usage, $"unknown option '{name}'.");
            }
            else if (i + 1 == args.Length)
            {
                throw new BuildException(BuildErrors.Usage, $"option '{name}' lacks its value.");
            }
            else
            {
                parsed.Add(name, args[++i]);
            }
        }

        return parsed;
    }

    /// <summary>Whether a switch was given.</summary>
    public bool Has(string name) => _flags.Contains(name);

    /// <summary>All values of an option that may be absent.</summary>
    public IReadOnlyList<string> All(string name) => _values.TryGetValue(name, out var found) ? found : [];

    /// <summary>All values of an option that must be given at least once.</summary>
    public IReadOnlyList<string> AtLeastOne(string name)
    {
        var all = All(name);
        return all.Count > 0 ? all : throw new BuildException(BuildErrors.Usage, $"option '{name}' is required.");
    }

    /// <summary>The value of an option that must be given exactly once.</summary>
    public string One(string name) =>
        OneOrNone(name) ?? throw new BuildException(BuildErrors.Usage, $"option '{name}' is required.");

    /// <summary>The value of an option that may be given once.</summary>
    public string? OneOrNone(string name)
    {
        var all = All(name);
        return all.Count switch
        {
            0 => null,
            1 => all[0],
            _ => throw new BuildException(BuildErrors.Usage, $"option '{name}' may be given only once."),
        };
    }

    private void Add(string name, string value)
    {
        if (!_values.TryGetValue(name, out var list))
        {
            _values[name] = list = [];
        }

        list.Add(value);
    }
}
