using System.Diagnostics;

namespace MnistPS.Benchmarks.Workers;

/// <summary>Starts this program once more, to do one thing in a process of its own.</summary>
internal static class ChildProcess
{
    /// <summary>Starts it with its input and output redirected; what it has to complain of shows on the screen.</summary>
    /// <param name="arguments">A verb and what it takes.</param>
    internal static Process Start(IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(ChildProcess).Assembly.Location, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        return Process.Start(start)!;
    }

    /// <summary>Waits for its end.</summary>
    /// <param name="process">The process.</param>
    /// <exception cref="InvalidOperationException">It has failed.</exception>
    internal static void AwaitSuccess(Process process)
    {
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException(
                $"'{string.Join(' ', process.StartInfo.ArgumentList)}' ended with exit code {process.ExitCode}.");
    }
}
