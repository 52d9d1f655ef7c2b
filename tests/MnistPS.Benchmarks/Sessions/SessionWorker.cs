using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using MnistPS.Benchmarks.Workers;

namespace MnistPS.Benchmarks.Sessions;

/// <summary>A PowerShell in a process of its own that runs one script and ends. The module is not imported beforehand.</summary>
internal static class SessionWorker
{
    /// <summary>What the program is told to become one.</summary>
    internal const string Verb = "session";

    /// <summary>Imports the built module.</summary>
    internal static string ImportScript => $"Import-Module {Quote(Natives.ModuleManifest)}";

    /// <summary>Runs a script that lies beside this class.</summary>
    /// <param name="name">Name of the file.</param>
    /// <param name="dataFolder">The folder that holds MNIST.</param>
    internal static string FileScript(string name, string dataFolder)
    {
        var file = Path.Combine(AppContext.BaseDirectory, "Sessions", name);
        return $"& {Quote(file)} -Module {Quote(Natives.ModuleManifest)} -Data {Quote(dataFolder)}";
    }

    /// <summary>Runs a script in a new process.</summary>
    /// <param name="script">The script.</param>
    /// <returns>What it has written, and the most memory that the process took.</returns>
    internal static (IReadOnlyList<string> Output, long PeakBytes) Run(string script)
    {
        using var process = ChildProcess.Start([Verb, script]);
        process.StandardInput.Close();
        var lines = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        ChildProcess.AwaitSuccess(process);
        return (lines[..^1], long.Parse(lines[^1], CultureInfo.InvariantCulture));
    }

    /// <summary>Is that process.</summary>
    /// <param name="arguments">The script.</param>
    internal static void Serve(string[] arguments)
    {
        // As pwsh itself starts: the core commands, and the others when they are first called.
        using var runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
        runspace.Open();
        using var powerShell = PowerShell.Create(runspace);
        foreach (var line in powerShell.AddScript(arguments[0]).Invoke())
            Console.Out.WriteLine(line);

        // An error that ends a script that was called is none that ends the caller.
        if (powerShell.Streams.Error.FirstOrDefault() is { } error)
            throw new InvalidOperationException($"The script has failed: {error} {error.ScriptStackTrace}");
        Console.Out.WriteLine(ProcessMemory.Peak.ToString(CultureInfo.InvariantCulture));
    }

    private static string Quote(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
