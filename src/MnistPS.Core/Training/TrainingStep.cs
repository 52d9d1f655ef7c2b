using MnistPS.Layers;
using MnistPS.Models;
using MnistPS.Numerics;
using MnistPS.Prediction;

namespace MnistPS.Training;

/// <summary>
/// One step of training: a batch forward, its loss, backward, and the optimizer's change of the weights. A pool of workers shares the
/// work on each layer: samples, units or weights, whatever does not depend on one another.
/// </summary>
internal sealed class TrainingStep : IDisposable
{
    private readonly DenseModel _model;
    private readonly Compilation _compilation;
    private readonly EpochMetrics _score;
    private readonly ParameterStore _store;
    private readonly GradientBuffer _gradients;
    private readonly Parameter[] _regularized;
    private readonly BatchLoader _loader;
    private readonly int _seed;
    private readonly RandomStream _random = new(seed: 0);

    // Two sizes at the most: full batches, and the rest at the end of an epoch.
    private readonly Dictionary<int, BatchMemory> _memory = [];
    private int[] _batch = [];
    private int _rows;
    private int _epoch;

    internal TrainingStep(DenseModel model, Compilation compilation, EpochMetrics score, BatchLoader loader, int threads, int seed)
    {
        (_model, _compilation, _score, _loader, _seed) = (model, compilation, score, loader, seed);
        _store = model.Store;
        _gradients = _store.CreateGradients();
        _regularized = [.. _store.Parameters.Where(parameter => parameter.Regularizer is not null)];
        WorkerPool = new WorkerPool(threads);
    }

    /// <summary>Who shares the work.</summary>
    internal WorkerPool WorkerPool { get; }

    /// <summary>Begins an epoch.</summary>
    /// <param name="epoch">Its number.</param>
    internal void Begin(int epoch)
    {
        _epoch = epoch;
        _random.State = EpochRandomStreams.Layers(_seed, epoch).State;
    }

    /// <summary>Learns from a batch.</summary>
    /// <param name="indices">The samples of the batch.</param>
    internal void Run(ReadOnlySpan<int> indices)
    {
        if (_batch.Length < indices.Length)
            _batch = new int[indices.Length];
        indices.CopyTo(_batch);
        _rows = indices.Length;
        var (workspace, targets, weights) = Memory(_rows);
        WorkerPool.ParallelFor(this, _rows, ModelRunner.FewestImages, static (step, first, end) => step.LoadImages(first..end));
        _loader.LoadLabels(targets, weights, indices);
        workspace.Forward();
        workspace.ResetGradients();
        for (var i = 0; i < _score.Outputs.Length; i++)
            _score.Outputs[i].Add(workspace.Outputs[i], targets[i], weights[i], _score.LossWeight(i));
        workspace.Backward();
        if (_regularized.Length > 0)
            Regularize();
        _compilation.Optimizer.Step(_store.Values, _gradients.All, _gradients.Each, WorkerPool);
    }

    /// <summary>The penalty on large weights, as they are now.</summary>
    internal double Penalty()
    {
        var sum = 0.0;
        foreach (var parameter in _regularized)
            sum += parameter.Regularizer!.Penalty(parameter.Value.Span);
        return sum;
    }

    public void Dispose() => WorkerPool.Dispose();

    private void LoadImages(Range rows) =>
        _loader.LoadImages(_memory[_rows].Pass.Inputs, _batch.AsSpan(0, _rows), _epoch, rows);

    private void Regularize()
    {
        _score.AddPenalty(Penalty());
        foreach (var parameter in _regularized)
            parameter.Regularizer!.AddGradient(parameter.Value.Span, _gradients.ByParameter[parameter].Span);
    }

    private BatchMemory Memory(int rows)
    {
        if (_memory.TryGetValue(rows, out var memory))
            return memory;
        return _memory[rows] = new BatchMemory(
            new ModelWorkspace(_model, rows, training: true, random: _random, gradients: _gradients.ByParameter) { WorkerPool = WorkerPool },
            [.. _model.Outputs.Select(layer => new Matrix(rows, layer.OutputShape.Size))],
            [.. _model.Outputs.Select(_ => _loader.IsWeighted ? new float[rows] : [])]);
    }

    /// <summary>What batches of one size need.</summary>
    /// <param name="Pass">The pass, whose inputs take the images.</param>
    /// <param name="Targets">What should come out, (rows, units) per output.</param>
    /// <param name="Weights">A factor per sample, for each output; empty for 1 everywhere.</param>
    private sealed record BatchMemory(ModelWorkspace Pass, Matrix[] Targets, float[][] Weights);
}
