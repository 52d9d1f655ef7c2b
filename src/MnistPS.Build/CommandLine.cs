using MnistPS.Build.Help;
using MnistPS.Build.Natives;

namespace MnistPS.Build;

/// <summary>Picks the verb and turns failures into lines that MSBuild shows as errors.</summary>
internal static class CommandLine
{
    private const string Usage = """
        Usage: dotnet MnistPS.Build.dll <verb> <options>

          natives --from <file> [--from <file> ...] --to <dir>
              Puts native libraries into a folder, as hard links where it can.

          help --assembly <dll> --xml <file> [--xml ...] [--reference <file or dir> ...] [--examples <dir>] --out <file>
              Writes the MAML file that Get-Help reads.

          docs --assembly <dll> --xml <file> [--xml ...] [--reference <file or dir> ...] [--examples <dir>] --out <dir>
               [--check]
              Writes a Markdown page for each cmdlet, or checks that the pages are what the comments say.
        """;

    /// <summary>Runs a verb.</summary>
    /// <returns>0 when all went well, else 1.</returns>
    public static int Run(ReadOnlySpan<string> args, TextWriter output)
    {
        try
        {
            return Dispatch(args, output);
        }
        catch (BuildException e)
        {
            return Fail(output, e.Code, e.Message);
        }
        catch (InvalidDataException e)
        {
            return Fail(output, BuildErrors.InvalidData, e.Message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Fail(output, BuildErrors.File, e.Message);
        }
    }

    private static int Dispatch(ReadOnlySpan<string> args, TextWriter output)
    {
        var verb = args.IsEmpty ? "--help" : args[0];
        var rest = args.IsEmpty ? args : args[1..];
        switch (verb)
        {
            case "natives":
                return NativesVerb.Run(rest, output);
            case "help":
                return HelpVerb.Run(rest, output);
            case "docs":
                return DocsVerb.Run(rest, output);
            case "--help":
                output.WriteLine(Usage);
                return 0;
            default:
                throw new BuildException(BuildErrors.Usage, $"unknown verb '{verb}'; --help lists them.");
        }
    }

    /// <summary>Writes a line that MSBuild's Exec recognises as an error.</summary>
    public static void WriteError(TextWriter output, string code, string message) =>
        output.WriteLine($"MnistPS.Build : error {code}: {message.ReplaceLineEndings(" ")}");

    private static int Fail(TextWriter output, string code, string message)
    {
        WriteError(output, code, message);
        return 1;
    }
}
