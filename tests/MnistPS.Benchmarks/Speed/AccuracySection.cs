using System.Globalization;
using MnistPS.Benchmarks.Sessions;

namespace MnistPS.Benchmarks.Speed;

/// <summary>How long it takes from Import-Module to a network that reads 98% of the test set, stage by stage.</summary>
internal static class AccuracySection
{
    private const string AccuracyLine = "accuracy";
    private static readonly Bar s_bar = Bar.AtLeast(98, "0.00 '%'");

    /// <summary>Measures and writes.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="runs">How often, each time in a new process.</param>
    internal static void Write(TextWriter output, int runs)
    {
        output.WriteLine("### From Import-Module to 98% on the test set");
        output.WriteLine();
        if (BenchmarkData.Folder is null)
        {
            output.WriteLine("Left out: real MNIST is not to be had here.");
            output.WriteLine();
            return;
        }

        var sessions = Enumerable.Range(0, runs)
            .Select(_ => SessionWorker.Run(SessionWorker.FileScript("TimeToAccuracy.ps1", BenchmarkData.Folder)))
            .ToArray();
        WriteStages(output, [.. sessions.Select(session => session.Output)]);
        output.WriteLine(
            $"Peak memory of that PowerShell: {Units.Megabytes(Median.Of([.. sessions.Select(session => (double)session.PeakBytes)]))}.");
        output.WriteLine();
    }

    // A line of the script is "<what> <number>": the seconds of a stage, or the accuracy in percent.
    private static void WriteStages(TextWriter output, IReadOnlyList<string>[] sessions)
    {
        var lines = sessions.Select(session => session.Select(Parse).ToArray()).ToArray();
        var table = new MarkdownTable("stage", "time");
        var total = 0.0;
        for (var i = 0; i < lines[0].Length; i++)
        {
            var (what, value) = (lines[0][i].What, Median.Of([.. lines.Select(session => session[i].Value)]));
            if (what == AccuracyLine)
            {
                table.Add("all of it", Units.Time(total));
                table.Add("accuracy on the test set", s_bar.Judge(value));
                continue;
            }

            total += value;
            table.Add(what, Units.Time(value));
        }

        table.Write(output);
    }

    private static (string What, double Value) Parse(string line)
    {
        var end = line.LastIndexOf(' ');
        return (line[..end], double.Parse(line[(end + 1)..], CultureInfo.InvariantCulture));
    }
}
