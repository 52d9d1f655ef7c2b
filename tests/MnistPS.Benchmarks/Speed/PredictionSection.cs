using MnistPS.Benchmarks.Contestants;
using MnistPS.Benchmarks.Workers;
using MnistPS.Prediction;

namespace MnistPS.Benchmarks.Speed;

/// <summary>Reading ten thousand images, and reading one.</summary>
internal static class PredictionSection
{
    private const int Images = 10_000;
    private const int SingleImages = 1_000;
    private const double Microsecond = 1e-6;
    private static readonly int[] s_hidden = [128];
    private static readonly Bar s_floor = Bar.AtMost(3);
    private static readonly Bar s_single = Bar.AtMost(200, "0 µs");

    /// <summary>Measures and writes.</summary>
    /// <param name="output">Where to.</param>
    internal static void Write(TextWriter output)
    {
        var comparison = Comparison.OfPrediction(new Workload(Images, ModelRunner.BatchSize, s_hidden));
        var single = Tournament.Run([new(ContestantKind.SingleImage, new Workload(SingleImages, 1, s_hidden))])[0];

        output.WriteLine("### Prediction");
        output.WriteLine();
        var table = new MarkdownTable(
            "images", "MnistPS", "plain TorchSharp", "matrix products only", "MnistPS / products", "plain / MnistPS");
        table.Add(
            $"{Images:N0}",
            Units.Time(comparison.Ours.Median),
            Units.Time(comparison.Plain.Median),
            $"{Units.Time(comparison.Floor.Median)} ({comparison.FloorThreads} threads)",
            s_floor.Judge(comparison.OverFloor),
            Bar.WriteRatio(comparison.Gain));
        table.Add("1, at the median", s_single.Judge(single.Median / Microsecond), "", "", "", "");
        table.Write(output);
    }
}
