using System.Diagnostics;

namespace MnistPS.Tests.Hosting;

/// <summary>Runs the host program, with its streams redirected, as a script or a CI job does.</summary>
public sealed record HostProcess(int ExitCode, string Output, string Errors)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Runs it with arguments and nothing on standard input.</summary>
    public static HostProcess Run(params string[] arguments) => RunWithInput("", arguments);

    /// <summary>Runs it with a text on standard input.</summary>
    public static HostProcess RunWithInput(string input, params string[] arguments)
    {
        using var process = Process.Start(StartInfo(arguments))!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"The host did not end within {Patience}.");
        }

        process.WaitForExit();
        return new HostProcess(process.ExitCode, Lines(output.Result), Lines(errors.Result));
    }

    private static ProcessStartInfo StartInfo(string[] arguments) =>
        new("dotnet", [BuildFacts.HostAssembly, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["TERM"] = "xterm-256color", ["NO_COLOR"] = null },
        };

    private static string Lines(string text) => text.ReplaceLineEndings("\n").TrimEnd('\n');
}
