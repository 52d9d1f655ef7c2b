using MnistPS.Benchmarks.Workers;

namespace MnistPS.Benchmarks.Contestants;

/// <summary>Takes part until there are no more rounds.</summary>
/// <param name="workload">What to do in a round.</param>
/// <param name="rounds">The rounds.</param>
internal delegate void Participation(Workload workload, Rounds rounds);

/// <summary>The contestants.</summary>
internal static class Contestant
{
    /// <summary>The contestant of a kind.</summary>
    /// <param name="kind">The kind.</param>
    internal static Participation Get(ContestantKind kind) => kind switch
    {
        ContestantKind.Training => ModuleTraining.Run,
        ContestantKind.PlainTraining => PlainTraining.Run,
        ContestantKind.TrainingProducts => (workload, rounds) => MatrixProducts.Run(workload, rounds, backward: true),
        ContestantKind.Prediction => ModulePrediction.Run,
        ContestantKind.PlainPrediction => PlainPrediction.Run,
        ContestantKind.PredictionProducts => (workload, rounds) => MatrixProducts.Run(workload, rounds, backward: false),
        ContestantKind.SingleImage => SingleImage.Run,
        ContestantKind.RepeatedTraining => RepeatedTraining.Run,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such contestant."),
    };
}
