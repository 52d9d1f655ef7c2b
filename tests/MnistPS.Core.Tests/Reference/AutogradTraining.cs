using MnistPS.Data;
using MnistPS.Layers;
using MnistPS.Models;
using MnistPS.Torch;
using MnistPS.Numerics;
using TorchSharp;
using static TorchSharp.torch;

namespace MnistPS.Tests.Reference;

/// <summary>Trains a model's twin in TorchSharp's autograd, batch by batch in the order of the samples.</summary>
internal sealed class AutogradTraining : IDisposable
{
    private readonly DenseModel _model;
    private readonly KerasOptimizer _optimizer;
    private readonly DisposeScope _scope;

    /// <summary>Takes over the weights, the losses and the optimizer's settings of a model.</summary>
    internal AutogradTraining(DenseModel model)
    {
        TorchRuntime.EnsureLoaded();
        _scope = NewDisposeScope();
        _model = model;
        Network = new AutogradNetwork(model);
        _optimizer = new KerasOptimizer(model.Compilation!.Optimizer, Network.Trainable);
    }

    internal AutogradNetwork Network { get; }

    public void Dispose()
    {
        _optimizer.Dispose();
        Network.Dispose();
        _scope.Dispose();
    }

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
    /// <returns>The loss, penalties included.</returns>
    internal double Learn(
        Tensor[] inputs,
        long[][] labels,
        IReadOnlyDictionary<int, float>? classWeights = null,
        IReadOnlyDictionary<Layer, Tensor>? random = null)
    {
        var loss = Backward(inputs, labels, classWeights, random);
        _optimizer.Step();
        return loss;
    }

    /// <summary>Computes the gradients of a batch.</summary>
    internal double Backward(
        Tensor[] inputs,
        long[][] labels,
        IReadOnlyDictionary<int, float>? classWeights = null,
        IReadOnlyDictionary<Layer, Tensor>? random = null)
    {
        using var scope = NewDisposeScope();
        Network.ResetGradients();
        var outputs = Network.Forward(inputs, random);
        var sum = Network.Penalty();
        for (var i = 0; i < outputs.Length; i++)
        {
            // Numbers of classes must be whole: libtorch takes no others as an index.
            using var classes = tensor(labels[i], ScalarType.Int64);
            using var weights = tensor(labels[i].Select(label => Weight(classWeights, label)).ToArray());
            var losses = AutogradLoss.OfSamples(_model.Compilation!.Losses[i], outputs[i], classes);
            sum = sum + ((losses * weights).mean() * (double)(_model.Compilation.LossWeights?[i] ?? 1));
        }

        sum.backward();
        return sum.ToDouble();
    }

    /// <summary>A matrix as a tensor of the same shape.</summary>
    internal static Tensor Wide(Matrix matrix) =>
        tensor(matrix.Span.ToArray(), [matrix.Rows, matrix.Columns]).to(ScalarType.Float64);

    private static double Weight(IReadOnlyDictionary<int, float>? classWeights, long label) =>
        classWeights?.GetValueOrDefault((int)label, 1) ?? 1;

    private static Tensor Images(DigitDataset dataset) => tensor(
        dataset.Pixels.ToArray().Select(pixel => pixel / 255.0).ToArray(), [dataset.Count, dataset.ImageShape.Size]);

    private static long[] Labels(DigitDataset dataset) => [.. dataset.Labels.ToArray().Select(label => (long)label)];
}
