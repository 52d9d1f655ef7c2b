using System.Diagnostics;
using System.Globalization;

namespace MnistPS.Benchmarks.Workers;

/// <summary>The rounds of one contestant, seen from inside its process: it waits for its turn, runs, and says how long it took.</summary>
/// <param name="turns">A line for each turn; its end is the end of the contest.</param>
/// <param name="results">Takes a number for each round.</param>
internal sealed class Rounds(TextReader turns, TextWriter results)
{
    private long? _started;

    /// <summary>Ends a round, if one has begun, and waits for the next.</summary>
    /// <param name="measured">What the round has brought, where that is not the time since it began.</param>
    /// <returns>Whether there is another round.</returns>
    internal bool Next(double? measured = null)
    {
        if (_started is { } started)
            Say(measured ?? Stopwatch.GetElapsedTime(started).TotalSeconds);
        if (turns.ReadLine() is null)
            return false;
        _started = Stopwatch.GetTimestamp();
        return true;
    }

    private void Say(double result)
    {
        results.WriteLine(result.ToString("R", CultureInfo.InvariantCulture));
        results.Flush();
    }
}
