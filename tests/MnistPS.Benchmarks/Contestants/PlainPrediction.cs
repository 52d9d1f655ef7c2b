using MnistPS.Benchmarks.Workers;
using MnistPS.Torch;
using static TorchSharp.torch;

namespace MnistPS.Benchmarks.Contestants;

/// <summary>Prediction as a TorchSharp tutorial writes it: bytes to a tensor, all images in one batch, a softmax.</summary>
internal static class PlainPrediction
{
    /// <summary>Predicts until there are no more rounds.</summary>
    internal static void Run(Workload workload, Rounds rounds)
    {
        TorchRuntime.EnsureLoaded();
        using var model = PlainNetwork.Create(workload);
        model.eval();
        var dataset = BenchmarkData.Test(workload.Images);
        while (rounds.Next())
        {
            using var scope = NewDisposeScope();
            using var mode = inference_mode();
            _ = nn.functional.softmax(model.forward(PlainNetwork.Images(dataset)), dim: 1).data<float>().ToArray();
        }
    }
}
