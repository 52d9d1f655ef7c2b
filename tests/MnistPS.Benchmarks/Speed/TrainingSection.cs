using System.Globalization;
using MnistPS.Benchmarks.Workers;

namespace MnistPS.Benchmarks.Speed;

/// <summary>Seconds per epoch and peak memory of the tutorial's network.</summary>
internal static class TrainingSection
{
    private const int Images = 60_000;
    private static readonly int[] s_hidden = [128];

    private static readonly (int BatchSize, Bar Floor, Bar Plain)[] s_bars =
    [
        (128, Bar.AtMost(1.5), Bar.AtLeast(1.5)),
        (32, Bar.AtMost(2), Bar.AtLeast(2.5)),
    ];

    private static readonly Bar s_memory = Bar.AtMost(1.3);

    /// <summary>Measures and writes.</summary>
    /// <param name="output">Where to.</param>
    internal static void Write(TextWriter output)
    {
        var comparisons = s_bars
            .Select(bar => Comparison.OfTraining(new Workload(Images, bar.BatchSize, s_hidden)))
            .ToArray();
        WriteTimes(output, comparisons);
        WriteMemory(output, comparisons);
    }

    private static void WriteTimes(TextWriter output, Comparison[] comparisons)
    {
        output.WriteLine($"### An epoch of {comparisons[0].Ours.Entry.Workload.Network} on {Images:N0} images, Adam, shuffled");
        output.WriteLine();
        var table = new MarkdownTable(
            "batch", "MnistPS", "plain TorchSharp loop", "matrix products only", "MnistPS / products", "plain / MnistPS");
        foreach (var (comparison, (batchSize, floor, plain)) in comparisons.Zip(s_bars))
        {
            table.Add(
                batchSize.ToString(CultureInfo.InvariantCulture),
                Units.Time(comparison.Ours.Median),
                Units.Time(comparison.Plain.Median),
                $"{Units.Time(comparison.Floor.Median)} ({comparison.FloorThreads} threads)",
                floor.Judge(comparison.OverFloor),
                plain.Judge(comparison.Gain));
        }

        table.Write(output);
    }

    private static void WriteMemory(TextWriter output, Comparison[] comparisons)
    {
        output.WriteLine("### Peak memory of the process that trains it");
        output.WriteLine();
        var table = new MarkdownTable("batch", "MnistPS", "plain TorchSharp loop", "matrix products only", "MnistPS / plain");
        foreach (var comparison in comparisons)
        {
            table.Add(
                comparison.Ours.Entry.Workload.BatchSize.ToString(CultureInfo.InvariantCulture),
                Units.Megabytes(comparison.Ours.PeakBytes),
                Units.Megabytes(comparison.Plain.PeakBytes),
                Units.Megabytes(comparison.Floor.PeakBytes),
                s_memory.Judge((double)comparison.Ours.PeakBytes / comparison.Plain.PeakBytes));
        }

        table.Write(output);
    }
}
