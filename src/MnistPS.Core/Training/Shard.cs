using MnistPS.Evaluation;
using MnistPS.Models;
using MnistPS.Numerics;

namespace MnistPS.Training;

/// <summary>A share of each batch, with all the memory that its forward and backward pass needs.</summary>
internal sealed class Shard : IDisposable
{
    private readonly DenseModel _model;
    private readonly Compilation _compilation;
    private readonly BatchLoader _loader;
    private readonly RandomSource _chance = new(seed: 0);

    // Few sizes at the most: the share of a full batch, and that of the rest at the end of an epoch.
    private readonly Dictionary<int, ShardMemory> _memory = [];

    internal Shard(DenseModel model, Compilation compilation, BatchLoader loader)
    {
        (_model, _compilation, _loader) = (model, compilation, loader);
        Gradients = model.Store.CreateGradients();
        Scores = [.. compilation.Losses.Select(loss => new OutputScore(loss, compilation.TopK))];
    }

    /// <summary>The gradients of the share's part of the batch's mean loss.</summary>
    internal GradientBuffer Gradients { get; }

    /// <summary>Loss and right answers of the share, by output.</summary>
    internal OutputScore[] Scores { get; }

    /// <summary>Begins an epoch.</summary>
    /// <param name="chance">The random numbers of this share.</param>
    internal void Begin(RandomSource chance) => _chance.State = chance.State;

    /// <summary>Makes the memory for a size, so that several threads may load images into it.</summary>
    /// <param name="rows">Samples of the share.</param>
    internal void Prepare(int rows) => Memory(rows);

    /// <summary>Takes up some of the images.</summary>
    /// <param name="indices">The samples of the share.</param>
    /// <param name="epoch">Number of the epoch.</param>
    /// <param name="rows">Which of them.</param>
    internal void LoadImages(ReadOnlySpan<int> indices, int epoch, Range rows) =>
        _loader.LoadImages(Memory(indices.Length).Pass.Inputs, indices, epoch, rows);

    /// <summary>Goes forward and backward, once the images are there.</summary>
    /// <param name="indices">The samples of the share.</param>
    /// <param name="batch">Samples of the whole batch, over which the loss is averaged.</param>
    internal void Learn(ReadOnlySpan<int> indices, int batch)
    {
        var (pass, targets, weights) = Memory(indices.Length);
        _loader.LoadLabels(targets, weights, indices);
        pass.Forward();
        pass.ResetGradients();
        var share = (float)indices.Length / batch;
        for (var i = 0; i < Scores.Length; i++)
            Scores[i].Add(pass.Outputs[i], targets[i], weights[i], share * (_compilation.LossWeights?[i] ?? 1));
        pass.Backward();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var memory in _memory.Values)
            memory.Dispose();
        Gradients.Dispose();
    }

    private ShardMemory Memory(int rows)
    {
        if (_memory.TryGetValue(rows, out var memory))
            return memory;
        return _memory[rows] = new ShardMemory(
            new ModelPass(_model, rows, training: true, random: _chance, gradients: Gradients.ByParameter),
            [.. _model.Outputs.Select(layer => new Matrix(rows, layer.OutputShape.Size))],
            [.. _model.Outputs.Select(_ => _loader.IsWeighted ? new float[rows] : [])]);
    }

    /// <summary>What shares of one size need.</summary>
    /// <param name="Pass">The pass, whose inputs take the images.</param>
    /// <param name="Targets">What should come out, (rows, units) per output.</param>
    /// <param name="Weights">A factor per sample, for each output; empty for 1 everywhere.</param>
    private sealed record ShardMemory(ModelPass Pass, Matrix[] Targets, float[][] Weights) : IDisposable
    {
        public void Dispose()
        {
            Pass.Dispose();
            foreach (var target in Targets)
                target.Dispose();
        }
    }
}
