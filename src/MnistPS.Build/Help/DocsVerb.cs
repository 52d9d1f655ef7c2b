using MnistPS.Build.Cmdlets;

namespace MnistPS.Build.Help;

/// <summary><c>docs</c>: writes the Markdown pages, or checks that they are true.</summary>
internal static class DocsVerb
{
    private const string Check = "--check";

    /// <summary>Runs the verb.</summary>
    public static int Run(ReadOnlySpan<string> args, TextWriter output)
    {
        var arguments = Arguments.Parse(args, [.. CmdletSource.Options, "--out"], [Check]);
        var folder = arguments.One("--out");
        if (CmdletSource.Read(arguments, output) is not IReadOnlyList<CmdletHelp> cmdlets)
        {
            return 1;
        }

        var pages = new DocsFolder(folder, cmdlets);
        return arguments.Has(Check) ? Compare(pages, folder, output) : Update(pages, folder, output);
    }

    private static int Update(DocsFolder pages, string folder, TextWriter output)
    {
        foreach (var name in pages.Update())
        {
            output.WriteLine($"  {Path.Combine(folder, name)}: updated");
        }

        return 0;
    }

    private static int Compare(DocsFolder pages, string folder, TextWriter output)
    {
        var result = 0;
        foreach (var name in pages.Stale())
        {
            CommandLine.WriteError(
                output,
                BuildErrors.StalePage,
                $"{Path.Combine(folder, name)} is not what the comments say; run the docs verb and commit the result.");
            result = 1;
        }

        return result;
    }
}
