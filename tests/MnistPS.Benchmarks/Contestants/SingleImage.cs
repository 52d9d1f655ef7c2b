using System.Diagnostics;
using MnistPS.Benchmarks.Speed;
using MnistPS.Benchmarks.Workers;
using MnistPS.Prediction;

namespace MnistPS.Benchmarks.Contestants;

/// <summary>Images read one by one as Get-DigitPrediction reads them. A round brings the median of the times.</summary>
internal static class SingleImage
{
    /// <summary>Predicts until there are no more rounds.</summary>
    internal static void Run(Workload workload, Rounds rounds)
    {
        var model = ModuleNetwork.Create(workload);
        var dataset = BenchmarkData.Test(workload.Images);
        var seconds = new double[workload.Images];
        for (var more = rounds.Next(); more; more = rounds.Next(Median.Of(seconds)))
        {
            for (var i = 0; i < seconds.Length; i++)
            {
                var image = dataset.GetImage(i);
                var started = Stopwatch.GetTimestamp();
                _ = new DigitPrediction(DigitReader.Read(model, image));
                seconds[i] = Stopwatch.GetElapsedTime(started).TotalSeconds;
            }
        }
    }
}
