using MnistPS.Data;
using MnistPS.Evaluation;
using MnistPS.Models;
using MnistPS.Numerics;

namespace MnistPS.Training;

/// <summary>A share of each batch, with all the memory that its forward and backward pass needs.</summary>
internal sealed class Shard : IDisposable
{
    private readonly DenseModel _model;
    private readonly Compilation _compilation;
    private readonly SampleSet _samples;
    private readonly RandomSource _chance;

    // Few sizes at the most: the share of a full batch, and that of the rest at the end of an epoch.
    private readonly Dictionary<int, (ModelPass Pass, Matrix[] Targets)> _memory = [];

    internal Shard(DenseModel model, Compilation compilation, SampleSet samples, RandomSource chance)
    {
        (_model, _compilation, _samples, _chance) = (model, compilation, samples, chance);
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
    internal void Run(ReadOnlySpan<int> indices, int batch)
    {
        var (pass, targets) = Memory(indices.Length);
        for (var i = 0; i < pass.Inputs.Count; i++)
            _samples.Inputs[i].CopyImages(indices, pass.Inputs[i]);
        for (var i = 0; i < targets.Length; i++)
            _samples.Targets[i].CopyLabels(indices, targets[i]);

        pass.Forward();
        pass.ResetGradients();
        var share = (float)indices.Length / batch;
        for (var i = 0; i < Scores.Length; i++)
            Scores[i].Add(pass.Outputs[i], targets[i], default, share * (_compilation.LossWeights?[i] ?? 1));
        pass.Backward();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var (pass, _) in _memory.Values)
            pass.Dispose();
        Gradients.Dispose();
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
