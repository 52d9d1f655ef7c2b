namespace MnistPS.Hosting;

/// <summary>The command line, understood. Options read as those of <c>pwsh</c> and ignore case.</summary>
internal sealed record HostArguments
{
    private const string StandardInput = "-";

    /// <summary>What to do.</summary>
    public required HostAction Action { get; init; }

    /// <summary>The script's path, the command's text, or why the command line is refused.</summary>
    public string Text { get; init; } = "";

    /// <summary>What stands behind the script.</summary>
    public IReadOnlyList<string> ScriptWords { get; init; } = [];

    /// <summary>No progress is drawn.</summary>
    public bool NoProgress { get; init; }

    /// <summary>Questions are errors.</summary>
    public bool NonInteractive { get; init; }

    /// <summary>Reads the command line.</summary>
    /// <param name="args">The arguments of the process.</param>
    /// <param name="inputIsRedirected">Whether standard input comes from a file or a pipe.</param>
    public static HostArguments Parse(IReadOnlyList<string> args, bool inputIsRedirected)
    {
        var seen = new HostArguments { Action = inputIsRedirected ? HostAction.RunStandardInput : HostAction.Prompt };
        for (var i = 0; i < args.Count; i++)
        {
            string[] rest = [.. args.Skip(i + 1)];
            switch (Option(args[i]))
            {
                case "-noprogress":
                    seen = seen with { NoProgress = true };
                    break;
                case "-noninteractive":
                    seen = seen with { NonInteractive = true };
                    break;
                case "-noprofile" or "-nop" or "-nologo":
                    break;
                case "-help" or "-h" or "-?" or "--help":
                    return seen with { Action = HostAction.Help };
                case "-command" or "-c":
                    return seen.Command(rest);
                case "-file" or "-f":
                    return rest.Length == 0 ? Refuse("-File needs a script.") : seen.File(rest[0], rest[1..]);
                case StandardInput:
                    return seen with { Action = HostAction.RunStandardInput };
                case ['-', ..]:
                    return Refuse($"'{args[i]}' is not an option of this host.");
                default:
                    return seen.File(args[i], rest);
            }
        }

        return seen;
    }

    private static string Option(string arg) => arg.StartsWith('-') ? arg.ToLowerInvariant() : arg;

    private static HostArguments Refuse(string why) => new() { Action = HostAction.Refuse, Text = why };

    private HostArguments Command(string[] words) => words switch
    {
        [] => Refuse("-Command needs a text."),
        [StandardInput] => this with { Action = HostAction.RunStandardInput },
        _ => this with { Action = HostAction.RunCommand, Text = string.Join(' ', words) },
    };

    private HostArguments File(string path, IReadOnlyList<string> words)
    {
        if (path == StandardInput)
            return this with { Action = HostAction.RunStandardInput };

        var fullPath = Path.GetFullPath(path);
        if (!System.IO.File.Exists(fullPath))
            return Refuse($"There is no script '{path}'.");
        if (!fullPath.EndsWith(".ps1", StringComparison.OrdinalIgnoreCase))
            return Refuse($"'{path}' is not a script: its name does not end in .ps1.");

        return this with { Action = HostAction.RunFile, Text = fullPath, ScriptWords = words };
    }
}
