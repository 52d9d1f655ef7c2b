using MnistPS.Layers;
using MnistPS.Metrics;
using MnistPS.Numerics;
using MnistPS.Training;
using static TorchSharp.torch;

namespace MnistPS.Torch;

/// <summary>What batches of one size need: memory that the module fills and reads, and libtorch's views of it.</summary>
internal sealed class TorchBatch : IDisposable
{
    private readonly Matrix[] _outputs;
    private readonly Tensor[] _outputTensors;
    private readonly Dictionary<Layer, (Matrix Numbers, Tensor Tensor)> _drawn = [];

    /// <summary>Makes the memory.</summary>
    /// <param name="context">What the step works with.</param>
    /// <param name="rows">Samples in a batch.</param>
    internal TorchBatch(StepContext context, int rows)
    {
        Rows = rows;
        Inputs = Memory(context.Model.Inputs);
        Targets = Memory(context.Model.Outputs);
        _outputs = Memory(context.Model.Outputs);
        SampleWeights = [.. Targets.Select(_ => context.Loader.IsWeighted ? new float[rows] : [])];
        InputTensors = Share(Inputs);
        TargetTensors = Share(Targets);
        _outputTensors = Share(_outputs);
    }

    /// <summary>Samples in a batch.</summary>
    internal int Rows { get; }

    /// <summary>Where the images go, (rows, size) per input.</summary>
    internal Matrix[] Inputs { get; }

    /// <summary>What should come out, (rows, units) per output.</summary>
    internal Matrix[] Targets { get; }

    /// <summary>A factor per sample, for each output; empty for 1 everywhere.</summary>
    internal float[][] SampleWeights { get; }

    /// <summary>The images once more.</summary>
    internal Tensor[] InputTensors { get; }

    /// <summary>The targets once more.</summary>
    internal Tensor[] TargetTensors { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var tensor in InputTensors.Concat(TargetTensors).Concat(_outputTensors).Concat(_drawn.Values.Select(drawn => drawn.Tensor)))
            tensor.Dispose();
    }

    /// <summary>Draws the very random numbers that the default engine draws for a layer.</summary>
    /// <param name="layer">A layer that needs some.</param>
    /// <param name="random">Where they come from.</param>
    /// <returns>The factors of a dropout, or the noise, of the shape of the layer's output.</returns>
    internal Tensor Draw(Layer layer, RandomStream random)
    {
        if (!_drawn.TryGetValue(layer, out var drawn))
        {
            var memory = new Matrix(Rows, layer.OutputShape.Size);
            _drawn[layer] = drawn = (memory, TorchMemory.Share(memory));
        }

        layer.Draw(random, drawn.Numbers.Span);
        return drawn.Tensor.view([-1, .. layer.OutputShape.ToArray().Select(axis => (long)axis)]);
    }

    /// <summary>Lets metrics take in what came out.</summary>
    /// <param name="metrics">The output's.</param>
    /// <param name="output">Number of the output.</param>
    /// <param name="values">(rows, units).</param>
    /// <param name="lossSum">Sum of the samples' losses.</param>
    internal void Report(OutputMetrics metrics, int output, Tensor values, double lossSum)
    {
        using (no_grad())
            _outputTensors[output].copy_(values);
        metrics.Add(_outputs[output], Targets[output], lossSum);
    }

    private Matrix[] Memory(IEnumerable<Layer> layers) => [.. layers.Select(layer => new Matrix(Rows, layer.OutputShape.Size))];

    private static Tensor[] Share(Matrix[] memory) => [.. memory.Select(matrix => TorchMemory.Share(matrix))];
}
