using System.Diagnostics;
using MnistPS.Benchmarks.Sessions;

namespace MnistPS.Benchmarks.Speed;

/// <summary>What importing the module adds to the start of a PowerShell.</summary>
internal static class StartSection
{
    private const int Starts = 9;
    private const double Millisecond = 1e-3;
    private static readonly Bar s_bar = Bar.AtMost(100, "0 ms");

    /// <summary>Measures and writes.</summary>
    /// <param name="output">Where to.</param>
    internal static void Write(TextWriter output)
    {
        var (bare, importing) = (new List<double>(), new List<double>());
        foreach (var counts in Enumerable.Range(0, Starts + 1).Select(start => start > 0))
        {
            var (without, with) = (Measure("$null"), Measure(SessionWorker.ImportScript));
            if (!counts)
                continue;
            bare.Add(without);
            importing.Add(with);
        }

        output.WriteLine($"### Start: a process that opens a runspace and ends, medians of {Starts} in turn");
        output.WriteLine();
        var table = new MarkdownTable("", "without the module", "with Import-Module", "added");
        var (plain, full) = (Median.Of(bare), Median.Of(importing));
        table.Add("start to end", Units.Time(plain), Units.Time(full), s_bar.Judge((full - plain) / Millisecond));
        table.Write(output);
    }

    private static double Measure(string script)
    {
        var started = Stopwatch.GetTimestamp();
        SessionWorker.Run(script);
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}
