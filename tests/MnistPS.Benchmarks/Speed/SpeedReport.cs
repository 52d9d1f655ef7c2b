using System.Diagnostics;
using System.Runtime.InteropServices;

namespace MnistPS.Benchmarks.Speed;

/// <summary>Everything that is claimed about speed and memory, measured on this machine and written as Markdown.</summary>
internal static class SpeedReport
{
    /// <summary>Measures and writes.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="quick">Whether to leave out what takes minutes.</param>
    internal static void Write(TextWriter output, bool quick)
    {
        var clock = Stopwatch.StartNew();
        output.WriteLine(
            $"Measured on {Machine.Processor}, {Environment.ProcessorCount} processors, {RuntimeInformation.OSDescription}, "
            + $"{RuntimeInformation.FrameworkDescription}; {BenchmarkData.Name}; medians of {Tournament.UsualRounds} rounds in turn, "
            + $"each contestant in a process of its own.{Machine.Load}");
        output.WriteLine();
        TrainingSection.Write(output);
        PredictionSection.Write(output);
        StartSection.Write(output);
        AccuracySection.Write(output, runs: quick ? 1 : Tournament.UsualRounds);
        RepetitionSection.Write(output);
        if (!quick)
            ScalingSection.Write(output);
        output.WriteLine($"All of it took {clock.Elapsed.TotalSeconds:0} s.{Machine.Load}");
    }
}
