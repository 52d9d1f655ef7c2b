using System.Runtime.InteropServices;
using MnistPS.Benchmarks.Workers;
using MnistPS.Data;
using static TorchSharp.torch;

namespace MnistPS.Benchmarks.Contestants;

/// <summary>The network of a workload and its data, as a TorchSharp tutorial makes them.</summary>
internal static class PlainNetwork
{
    /// <summary>Linear layers with ReLU between them.</summary>
    /// <param name="workload">Says how wide the layers are.</param>
    internal static nn.Module<Tensor, Tensor> Create(Workload workload)
    {
        var modules = new List<nn.Module<Tensor, Tensor>>();
        for (var layer = 1; layer < workload.Widths.Count; layer++)
        {
            if (layer > 1)
                modules.Add(nn.ReLU());
            modules.Add(nn.Linear(workload.Widths[layer - 1], workload.Widths[layer]));
        }

        return nn.Sequential(modules);
    }

    /// <summary>All images as numbers from 0 to 1, (count, 784), with no more memory than that.</summary>
    /// <param name="dataset">The images.</param>
    internal static Tensor Images(DigitDataset dataset)
    {
        var images = empty(dataset.Count, Workload.InputSize);
        PixelScaling.ToUnitRange(dataset.Pixels.Span, MemoryMarshal.Cast<byte, float>(images.bytes));
        return images;
    }

    /// <summary>All labels, (count).</summary>
    /// <param name="dataset">The images.</param>
    internal static Tensor Labels(DigitDataset dataset) => tensor(Array.ConvertAll(dataset.Labels.ToArray(), label => (long)label));
}
