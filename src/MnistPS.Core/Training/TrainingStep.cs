using System.Numerics.Tensors;
using MnistPS.Data;
using MnistPS.Evaluation;
using MnistPS.Layers;
using MnistPS.Models;
using MnistPS.Native;
using MnistPS.Numerics;

namespace MnistPS.Training;

/// <summary>
/// One step of training: a batch forward, its loss, backward, and the optimizer's change of the weights. Each processor
/// takes a share of the batch; the gradients of the shares are added up.
/// </summary>
internal sealed class TrainingStep : IDisposable
{
    // Below this a share is not worth handing over.
    private const int FewestRows = 16;

    private readonly Compilation _compilation;
    private readonly OutputScore[] _scores;
    private readonly ParameterStore _store;
    private readonly Parameter[] _regularized;
    private readonly Crew _crew;
    private readonly Shard[] _shards;
    private readonly int? _threadsBefore;
    private readonly Action<int> _runShard;
    private int[] _batch = [];
    private int _rows;
    private int _parts;

    internal TrainingStep(
        DenseModel model, Compilation compilation, OutputScore[] scores, SampleSet samples, int threads, long seed)
    {
        (_compilation, _scores) = (compilation, scores);
        _store = model.Store;
        _regularized = [.. _store.Parameters.Where(parameter => parameter.Regularizer is not null)];
        _shards = [.. Enumerable.Range(0, threads).Select(
            shard => new Shard(model, compilation, samples, new RandomSource(seed, ChanceStream - shard)))];

        // One thread for each share, instead of several for each product of matrices.
        if (threads > 1)
        {
            _threadsBefore = TorchRuntime.ThreadCount;
            TorchRuntime.ThreadCount = 1;
        }

        _crew = new Crew(threads, TorchRuntime.UseOneThread);
        _runShard = RunShard;
    }

    // Streams of chance below zero are those of shares.
    private const int ChanceStream = -1;

    internal void Run(ReadOnlySpan<int> indices)
    {
        if (_batch.Length < indices.Length)
            _batch = new int[indices.Length];
        indices.CopyTo(_batch);
        _rows = indices.Length;
        _parts = Math.Clamp(_rows / FewestRows, 1, _shards.Length);
        _crew.Run(_parts, _runShard);
        Gather();
        foreach (var parameter in _regularized)
            parameter.Regularizer!.AddGradient(parameter.Value.Span, _shards[0].Gradients.ByParameter[parameter].Span);
        _compilation.Optimizer.Step(_store.Values, _shards[0].Gradients.All, _shards[0].Gradients.Each);
    }

    public void Dispose()
    {
        _crew.Dispose();
        foreach (var shard in _shards)
            shard.Dispose();
        if (_threadsBefore is { } threads)
            TorchRuntime.ThreadCount = threads;
    }

    private void RunShard(int shard)
    {
        var start = shard * _rows / _parts;
        var end = (shard + 1) * _rows / _parts;
        _shards[shard].Run(_batch.AsSpan(start, end - start), _rows);
    }

    // In the order of the shares, whoever computed them: a sum of floats depends on its order.
    private void Gather()
    {
        var sum = _shards[0].Gradients.All.Span;
        for (var part = 0; part < _parts; part++)
        {
            if (part > 0)
                TensorPrimitives.Add(sum, _shards[part].Gradients.All.Span, sum);
            for (var i = 0; i < _scores.Length; i++)
                _scores[i].Take(_shards[part].Scores[i]);
        }
    }
}
