using MnistPS.Benchmarks.Contestants;
using MnistPS.Benchmarks.Workers;

namespace MnistPS.Benchmarks.Speed;

/// <summary>Memory after each of many trainings in one process.</summary>
internal static class RepetitionSection
{
    private const int Trainings = 10;
    private static readonly Workload s_workload = new(Images: 60_000, BatchSize: 128, Hidden: [128]);

    /// <summary>Measures and writes.</summary>
    /// <param name="output">Where to.</param>
    internal static void Write(TextWriter output)
    {
        var memory = Tournament.Run([new(ContestantKind.RepeatedTraining, s_workload)], Trainings, warmUp: 0)[0].Rounds;

        output.WriteLine($"### Memory after each of {Trainings} trainings in one process");
        output.WriteLine();
        output.WriteLine(
            $"{string.Join(", ", memory.Select(Units.Megabytes))}: from the second to the last "
            + $"{(memory[^1] - memory[1]) / (1 << 20):+0.0;-0.0;0.0} MB.");
        output.WriteLine();
    }
}
