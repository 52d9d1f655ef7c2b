using MnistPS.Benchmarks.Workers;
using MnistPS.Prediction;

namespace MnistPS.Benchmarks.Contestants;

/// <summary>A whole dataset read as Get-DigitPrediction reads it.</summary>
internal static class ModulePrediction
{
    /// <summary>Predicts until there are no more rounds.</summary>
    internal static void Run(Workload workload, Rounds rounds)
    {
        var model = ModuleNetwork.Create(workload);
        var dataset = BenchmarkData.Test(workload.Images);
        while (rounds.Next())
            DigitReader.Read(model, dataset);
    }
}
