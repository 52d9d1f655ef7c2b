using MnistPS.Benchmarks.Workers;
using MnistPS.Prediction;
using MnistPS.Training;

namespace MnistPS.Benchmarks.Contestants;

/// <summary>The training of this module, as Invoke-ModelTraining starts it. A round is an epoch.</summary>
internal static class ModuleTraining
{
    private const int MoreEpochsThanRounds = 1000;

    /// <summary>Trains until there are no more rounds.</summary>
    internal static void Run(Workload workload, Rounds rounds)
    {
        var model = ModuleNetwork.Create(workload);
        var samples = ModelSamples.Match(model, BenchmarkData.Train(workload.Images));
        var options = new TrainingOptions
        {
            Epochs = MoreEpochsThanRounds,
            BatchSize = workload.BatchSize,
            ThreadCount = workload.Threads,
        };
        if (rounds.Next())
            new Trainer(model, samples, options).Run(new EpochPerRound(rounds));
    }

    private sealed class EpochPerRound(Rounds rounds) : ITrainingObserver
    {
        public void BatchDone(TrainingProgress progress)
        {
            // Only epochs are measured.
        }

        public bool EpochDone(EpochRecord record) => rounds.Next();
    }
}
