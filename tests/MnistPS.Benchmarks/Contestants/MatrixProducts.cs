using MnistPS.Benchmarks.Workers;
using MnistPS.Torch;
using TorchSharp;

namespace MnistPS.Benchmarks.Contestants;

/// <summary>The floor: nothing but the matrix products of an epoch or of a prediction, by libtorch.</summary>
internal static class MatrixProducts
{
    /// <summary>Multiplies until there are no more rounds.</summary>
    /// <param name="workload">The network, the batches, and the threads of each product.</param>
    /// <param name="rounds">The rounds.</param>
    /// <param name="backward">Whether the products of the gradients are wanted too.</param>
    internal static void Run(Workload workload, Rounds rounds, bool backward)
    {
        TorchRuntime.EnsureLoaded();
        if (workload.Threads is { } threads)
            torch.set_num_threads(threads);
        using var mode = torch.no_grad();
        var (batches, rest) = Math.DivRem(workload.Images, workload.BatchSize);
        var full = new BatchProducts(workload.Widths, workload.BatchSize, backward);
        var last = rest > 0 ? new BatchProducts(workload.Widths, rest, backward) : null;
        while (rounds.Next())
        {
            for (var batch = 0; batch < batches; batch++)
                full.Run();
            last?.Run();
        }
    }
}
