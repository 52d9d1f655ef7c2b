using MnistPS.Benchmarks.Contestants;
using MnistPS.Benchmarks.Workers;

namespace MnistPS.Benchmarks.Speed;

/// <summary>This module beside a plain TorchSharp program and beside nothing but the matrix products, on one workload.</summary>
/// <param name="Ours">This module.</param>
/// <param name="Plain">The plain program.</param>
/// <param name="Floor">The products, with the number of threads that does them fastest.</param>
internal sealed record Comparison(Outcome Ours, Outcome Plain, Outcome Floor)
{
    private static readonly int[] s_threadCounts = [1, 2, 4];

    /// <summary>How many times as long as the floor this module takes.</summary>
    internal double OverFloor => Ours.Median / Floor.Median;

    /// <summary>How many times as fast as the plain program this module is.</summary>
    internal double Gain => Plain.Median / Ours.Median;

    /// <summary>Threads of the floor.</summary>
    internal int FloorThreads => Floor.Entry.Workload.Threads!.Value;

    /// <summary>Measures training.</summary>
    internal static Comparison OfTraining(Workload workload) => Run(
        workload, ContestantKind.Training, ContestantKind.PlainTraining, ContestantKind.TrainingProducts);

    /// <summary>Measures prediction.</summary>
    internal static Comparison OfPrediction(Workload workload) => Run(
        workload, ContestantKind.Prediction, ContestantKind.PlainPrediction, ContestantKind.PredictionProducts);

    private static Comparison Run(Workload workload, ContestantKind ours, ContestantKind plain, ContestantKind products)
    {
        var floors = s_threadCounts.Where(count => count <= Environment.ProcessorCount)
            .Select(count => new Entry(products, workload with { Threads = count }));
        var outcomes = Tournament.Run([new(ours, workload), new(plain, workload), .. floors]);
        return new Comparison(outcomes[0], outcomes[1], outcomes.Skip(2).MinBy(outcome => outcome.Median)!);
    }
}
