using static TorchSharp.torch;

namespace MnistPS.Benchmarks.Contestants;

/// <summary>
/// The matrix products that a batch needs and nothing else: no gathering, no bias, no activation, no step. All memory is
/// there beforehand, and the batch is always the same one, warm in the cache.
/// </summary>
internal sealed class BatchProducts
{
    private readonly List<Product> _products = [];

    /// <summary>Prepares.</summary>
    /// <param name="widths">The widths of the network, from the input to the output.</param>
    /// <param name="rows">Images in the batch.</param>
    /// <param name="backward">Whether the products of the gradients are wanted too.</param>
    internal BatchProducts(IReadOnlyList<int> widths, int rows, bool backward)
    {
        for (var layer = 1; layer < widths.Count; layer++)
        {
            var (inputs, outputs) = (widths[layer - 1], widths[layer]);
            var (x, kernel, slope) = (rand(rows, inputs), rand(inputs, outputs), rand(rows, outputs));
            Add(x, kernel, rows, outputs);
            if (!backward)
                continue;
            Add(x.t(), slope, inputs, outputs);
            if (layer > 1)
                Add(slope, kernel.t(), rows, inputs);
        }
    }

    /// <summary>Computes all of them.</summary>
    internal void Run()
    {
        foreach (var (left, right, result) in _products)
            result.addmm_(left, right, beta: 0, alpha: 1);
    }

    private void Add(Tensor left, Tensor right, int rows, int columns) => _products.Add(new(left, right, empty(rows, columns)));

    private sealed record Product(Tensor Left, Tensor Right, Tensor Result);
}
