using MnistPS.Data;
using MnistPS.Layers;
using MnistPS.Models;
using MnistPS.Numerics;
using MnistPS.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace MnistPS.Tests.Reference;

/// <summary>
/// Trains a model's twin by autograd, in double and batch by batch in the order of the samples: what the default engine's
/// backward pass is held against.
/// </summary>
internal sealed class AutogradTraining : IDisposable
{
    private readonly DenseModel _model;
    private readonly TorchParameters _parameters;
    private readonly TorchNetwork _network;
    private readonly TorchOptimizer _optimizer;
    private long _steps;

    /// <summary>Takes over the weights, the losses and the optimizer's settings of a model.</summary>
    internal AutogradTraining(DenseModel model)
    {
        TorchRuntime.EnsureLoaded();

        // A second thread of libtorch's spins while it waits, and has nothing to do on networks of this size.
        set_num_threads(1);
        _model = model;
        _parameters = new TorchParameters(model, ScalarType.Float64);
        _network = new TorchNetwork(model, _parameters);
        _optimizer = new TorchOptimizer(model.Compilation!.Optimizer, _parameters);
    }

    public void Dispose()
    {
        _optimizer.Dispose();
        _parameters.Dispose();
    }

    /// <summary>The values of a parameter.</summary>
    internal double[] Values(Parameter parameter) => Read(_parameters[parameter]);

    /// <summary>The gradient of a parameter.</summary>
    internal double[] Gradient(Parameter parameter) => Read(_parameters[parameter].grad!);

    /// <summary>Learns from all samples once, without shuffling them.</summary>
    internal void RunEpoch(SampleSet samples, int batchSize, IReadOnlyDictionary<int, float>? classWeights = null)
    {
        for (var start = 0; start < samples.Count; start += batchSize)
        {
            var batch = samples.Slice(start, Math.Min(batchSize, samples.Count - start));
            Learn([.. batch.Inputs.Select(Images)], [.. batch.Targets.Select(Labels)], classWeights);
        }
    }

    /// <summary>Learns from a batch.</summary>
    /// <param name="inputs">(batch, size) for each input.</param>
    /// <param name="labels">The numbers of the right classes for each output.</param>
    /// <param name="classWeights">A factor by label.</param>
    /// <param name="random">The random numbers of layers that draw some.</param>
    internal void Learn(
        Tensor[] inputs,
        long[][] labels,
        IReadOnlyDictionary<int, float>? classWeights = null,
        IReadOnlyDictionary<Layer, Tensor>? random = null)
    {
        Backward(inputs, labels, classWeights, random);
        using var scope = NewDisposeScope();
        _optimizer.Step(++_steps);
    }

    /// <summary>Computes the gradients of a batch.</summary>
    /// <returns>The loss, penalties included.</returns>
    internal double Backward(
        Tensor[] inputs,
        long[][] labels,
        IReadOnlyDictionary<int, float>? classWeights = null,
        IReadOnlyDictionary<Layer, Tensor>? random = null)
    {
        using var scope = NewDisposeScope();
        _parameters.Gradients.zero_();
        var outputs = _network.Forward(inputs, layer => random![layer]);
        var sum = _network.Penalty() ?? zeros(1, dtype: ScalarType.Float64).sum();
        for (var i = 0; i < outputs.Length; i++)
        {
            // From the activation's output, whatever the loss: autograd finds its own way through a softmax.
            var targets = OneHot(labels[i], outputs[i].Output.shape[1]);
            var weights = tensor(labels[i].Select(label => Weight(classWeights, label)).ToArray());
            var losses = TorchLoss.OfSamples(_model.Compilation!.Losses[i], outputs[i].Output, areLogits: false, targets);
            sum = sum + ((losses * weights).mean() * (double)(_model.Compilation.LossWeights?[i] ?? 1));
        }

        sum.backward();
        return sum.ToDouble();
    }

    /// <summary>A matrix as a tensor of the same shape.</summary>
    internal static Tensor Wide(Matrix matrix) =>
        tensor(matrix.Span.ToArray(), [matrix.Rows, matrix.Columns]).to(ScalarType.Float64);

    private static Tensor OneHot(long[] labels, long classes) =>
        nn.functional.one_hot(tensor(labels, ScalarType.Int64), classes).to(ScalarType.Float64);

    private static double Weight(IReadOnlyDictionary<int, float>? classWeights, long label) =>
        classWeights?.GetValueOrDefault((int)label, 1) ?? 1;

    private static Tensor Images(DigitDataset dataset) => tensor(
        dataset.Pixels.ToArray().Select(pixel => pixel / 255.0).ToArray(), [dataset.Count, dataset.ImageShape.Size]);

    private static long[] Labels(DigitDataset dataset) => [.. dataset.Labels.ToArray().Select(label => (long)label)];

    private static double[] Read(Tensor values)
    {
        using var scope = NewDisposeScope();
        return values.detach().contiguous().data<double>().ToArray();
    }
}
