using MnistPS.Data;
using MnistPS.Evaluation;
using MnistPS.Models;
using MnistPS.Numerics;

namespace MnistPS.Training;

/// <summary>A share of each batch, with all the memory that its forward and backward pass needs.</summary>
internal sealed class Shard : IDisposable
{
    // Streams of chance below zero are those of shares.
    private const int FirstStream = -1;

    private readonly DenseModel _model;
    private readonly Compilation _compilation;
    private readonly SampleSet _samples;
    private readonly RandomSource _chance;
    private readonly ImageAugmenter[]? _augmenters;
    private readonly IReadOnlyDictionary<int, float>? _classWeights;
    private float[] _weights = [];

    // Few sizes at the most: the share of a full batch, and that of the rest at the end of an epoch.
    private readonly Dictionary<int, (ModelPass Pass, Matrix[] Targets)> _memory = [];

    internal Shard(
        DenseModel model, Compilation compilation, SampleSet samples, TrainingOptions options, long seed, int number)
    {
        (_model, _compilation, _samples) = (model, compilation, samples);
        _classWeights = options.ClassWeights;
        _chance = new RandomSource(seed, FirstStream - number);
        if (options.Augmentation is { IsActive: true } ranges)
            _augmenters = [.. samples.Inputs.Select(dataset => new ImageAugmenter(dataset, ranges, seed))];
        Gradients = model.Store.CreateGradients();
        Scores = [.. compilation.Losses.Select(loss => new OutputScore(loss, compilation.TopK))];
    }

    /// <summary>The gradients of the share's part of the batch's mean loss.</summary>
    internal GradientBuffer Gradients { get; }

    /// <summary>Loss and right answers of the share, by output.</summary>
    internal OutputScore[] Scores { get; }

    /// <summary>Goes forward and backward.</summary>
    /// <param name="indices">The samples of the share.</param>
    /// <param name="batch">Samples of the whole batch, over which the loss is averaged.</param>
    /// <param name="epoch">Number of the epoch: images are varied anew in each.</param>
    internal void Run(ReadOnlySpan<int> indices, int batch, int epoch)
    {
        var (pass, targets) = Memory(indices.Length);
        CopyImages(indices, pass, epoch);
        for (var i = 0; i < targets.Length; i++)
            _samples.Targets[i].CopyLabels(indices, targets[i]);

        pass.Forward();
        pass.ResetGradients();
        var share = (float)indices.Length / batch;
        for (var i = 0; i < Scores.Length; i++)
            Scores[i].Add(pass.Outputs[i], targets[i], Weights(indices, _samples.Targets[i]), share * (_compilation.LossWeights?[i] ?? 1));
        pass.Backward();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var (pass, _) in _memory.Values)
            pass.Dispose();
        Gradients.Dispose();
    }

    private void CopyImages(ReadOnlySpan<int> indices, ModelPass pass, int epoch)
    {
        for (var i = 0; i < pass.Inputs.Count; i++)
        {
            if (_augmenters is null)
                _samples.Inputs[i].CopyImages(indices, pass.Inputs[i]);
            else
                _augmenters[i].CopyImages(indices, epoch, pass.Inputs[i], ..);
        }
    }

    private ReadOnlySpan<float> Weights(ReadOnlySpan<int> indices, DigitDataset dataset)
    {
        if (_classWeights is null)
            return default;
        if (_weights.Length < indices.Length)
            _weights = new float[indices.Length];
        var labels = dataset.Labels.Span;
        for (var i = 0; i < indices.Length; i++)
            _weights[i] = _classWeights.GetValueOrDefault(labels[indices[i]], 1);
        return _weights.AsSpan(0, indices.Length);
    }

    private (ModelPass Pass, Matrix[] Targets) Memory(int rows)
    {
        if (_memory.TryGetValue(rows, out var memory))
            return memory;
        memory = (
            new ModelPass(_model, rows, training: true, random: _chance, gradients: Gradients.ByParameter),
            [.. _model.Outputs.Select(layer => new Matrix(rows, layer.OutputShape.Size))]);
        return _memory[rows] = memory;
    }
}
