using System.Diagnostics;
using System.Globalization;
using MnistPS.Benchmarks.Contestants;

namespace MnistPS.Benchmarks.Workers;

/// <summary>The process of one contestant, from outside.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private const string Turn = "go";

    private readonly Process _process;

    /// <summary>Starts it.</summary>
    /// <param name="kind">The contestant.</param>
    /// <param name="workload">What it does in a round.</param>
    internal WorkerProcess(ContestantKind kind, Workload workload) =>
        _process = ChildProcess.Start([Worker.Verb, kind.ToString(), .. workload.ToArguments()]);

    /// <summary>Lets it run one round.</summary>
    /// <returns>What it has measured: seconds, for most.</returns>
    internal double RunRound()
    {
        _process.StandardInput.WriteLine(Turn);
        _process.StandardInput.Flush();
        return double.Parse(ReadLine(), CultureInfo.InvariantCulture);
    }

    /// <summary>Ends it.</summary>
    /// <returns>The most memory that it took, in bytes.</returns>
    internal long Finish()
    {
        _process.StandardInput.Close();
        var peak = long.Parse(ReadLine(), CultureInfo.InvariantCulture);
        ChildProcess.AwaitSuccess(_process);
        return peak;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }

    private string ReadLine()
    {
        if (_process.StandardOutput.ReadLine() is { } line)
            return line;
        ChildProcess.AwaitSuccess(_process);
        throw new InvalidOperationException("A contestant has left before the end.");
    }
}
