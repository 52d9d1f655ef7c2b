using MnistPS.Benchmarks.Contestants;
using MnistPS.Benchmarks.Workers;

namespace MnistPS.Benchmarks.Speed;

/// <summary>
/// Lets contestants run in turn, each in a process of its own, so that whatever else the machine does meets them all, and
/// none of them finds what another has left in the process.
/// </summary>
internal static class Tournament
{
    /// <summary>Rounds that count.</summary>
    internal const int UsualRounds = 5;

    // Code is compiled a second time after it has run for a while, and memory is touched for the first time.
    private const int WarmUpRounds = 2;

    /// <summary>Lets them run.</summary>
    /// <param name="entries">Who takes part.</param>
    /// <param name="rounds">Rounds that count, for each.</param>
    /// <param name="warmUp">Rounds before those.</param>
    /// <returns>What came of it, in the order of the entries.</returns>
    internal static IReadOnlyList<Outcome> Run(
        IReadOnlyList<Entry> entries, int rounds = UsualRounds, int warmUp = WarmUpRounds)
    {
        WorkerProcess[] workers = [.. entries.Select(entry => new WorkerProcess(entry.Kind, entry.Workload))];
        try
        {
            foreach (var worker in workers)
            {
                for (var round = 0; round < warmUp; round++)
                    worker.RunRound();
            }

            var results = entries.Select(_ => new List<double>()).ToArray();
            for (var round = 0; round < rounds; round++)
            {
                for (var i = 0; i < workers.Length; i++)
                    results[i].Add(workers[i].RunRound());
            }

            return [.. entries.Select((entry, i) => new Outcome(entry, results[i], workers[i].Finish()))];
        }
        finally
        {
            foreach (var worker in workers)
                worker.Dispose();
        }
    }
}

/// <summary>Who takes part, and in what.</summary>
/// <param name="Kind">The contestant.</param>
/// <param name="Workload">What it does in each round.</param>
internal sealed record Entry(ContestantKind Kind, Workload Workload);

/// <summary>What came of it.</summary>
/// <param name="Entry">Who took part.</param>
/// <param name="Rounds">What each round has brought: seconds, for most contestants.</param>
/// <param name="PeakBytes">The most memory that the process took.</param>
internal sealed record Outcome(Entry Entry, IReadOnlyList<double> Rounds, long PeakBytes)
{
    /// <summary>The median of the rounds.</summary>
    internal double Median => Speed.Median.Of([.. Rounds]);
}
