using MnistPS.Benchmarks.Workers;
using MnistPS.Prediction;
using MnistPS.Training;

namespace MnistPS.Benchmarks.Contestants;

/// <summary>A new model trained for an epoch in each round, in one process. A round brings the memory in RAM afterwards.</summary>
internal static class RepeatedTraining
{
    /// <summary>Trains until there are no more rounds.</summary>
    internal static void Run(Workload workload, Rounds rounds)
    {
        var dataset = BenchmarkData.Train(workload.Images);
        for (var more = rounds.Next(); more; more = rounds.Next(ProcessMemory.Current))
        {
            var model = ModuleNetwork.Create(workload);
            var options = new TrainingOptions { BatchSize = workload.BatchSize };
            new Trainer(model, ModelSamples.Match(model, dataset), options).Run();
        }
    }
}
