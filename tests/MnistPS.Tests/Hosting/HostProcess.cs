using System.Diagnostics;

namespace MnistPS.Tests.Hosting;

/// <summary>Runs the host program, with its streams redirected, as a script or a CI job does.</summary>
public sealed record HostProcess(int ExitCode, string Output, string Errors)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(3);

    /// <summary>Runs it with arguments and nothing on standard input.</summary>
    public static HostProcess Run(params string[] arguments) => Run(StartInfo(arguments));

    /// <summary>Runs a text, without the profile of whoever runs the tests.</summary>
    public static HostProcess RunText(string text) => Run("-NoProfile", "-Command", text);

    /// <summary>How to start it; a test may change the folder and the environment.</summary>
    public static ProcessStartInfo StartInfo(params string[] arguments) =>
        new("dotnet", [BuildFacts.HostAssembly, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["TERM"] = "xterm-256color", ["NO_COLOR"] = null },
        };

    /// <summary>Starts it and waits for its end.</summary>
    /// <param name="start">From <see cref="StartInfo"/>.</param>
    /// <param name="input">What comes on standard input.</param>
    /// <param name="meanwhile">What is done after its first line of output.</param>
    public static HostProcess Run(ProcessStartInfo start, string input = "", Action<Process>? meanwhile = null)
    {
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var first = meanwhile is null ? "" : process.StandardOutput.ReadLine() + "\n";
        meanwhile?.Invoke(process);
        var output = process.StandardOutput.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        if (!process.WaitForExit(s_patience))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"The host did not end within {s_patience}.");
        }

        process.WaitForExit();
        return new HostProcess(process.ExitCode, Lines(first + output.Result), Lines(errors.Result));
    }

    private static string Lines(string text) => text.ReplaceLineEndings("\n").TrimEnd('\n');
}
