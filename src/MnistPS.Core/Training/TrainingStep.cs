using System.Numerics.Tensors;
using MnistPS.Layers;
using MnistPS.Models;
using MnistPS.Native;
using MnistPS.Numerics;

namespace MnistPS.Training;

/// <summary>
/// One step of training: a batch forward, its loss, backward, and the optimizer's change of the weights. Each processor
/// takes a share of the batch; the gradients of the shares are added up.
/// </summary>
/// <remarks>
/// Where a layer looks at the whole batch, the batch stays in one piece: libtorch's own threads then share each product,
/// and the crew shares the work of varying the images.
/// </remarks>
internal sealed class TrainingStep : IDisposable
{
    // Below this a share is not worth handing over.
    private const int FewestRows = 16;

    private readonly Compilation _compilation;
    private readonly EpochScore _score;
    private readonly ParameterStore _store;
    private readonly Parameter[] _regularized;
    private readonly BatchLoader _loader;
    private readonly int _seed;
    private readonly Crew _crew;
    private readonly Shard[] _shards;
    private readonly int _threadsBefore;
    private readonly Action<int> _runShard;
    private readonly Action<int> _loadPart;
    private int[] _batch = [];
    private int _rows;
    private int _parts;
    private int _epoch;

    internal TrainingStep(DenseModel model, Compilation compilation, EpochScore score, BatchLoader loader, int threads, int seed)
    {
        (_compilation, _score, _loader, _seed) = (compilation, score, loader, seed);
        _store = model.Store;
        _regularized = [.. _store.Parameters.Where(parameter => parameter.Regularizer is not null)];
        var shared = !model.Layers.Any(layer => layer.MixesSamples);
        _shards = [.. Enumerable.Range(0, shared ? threads : 1).Select(_ => new Shard(model, compilation, loader))];

        // One thread for each share, instead of several for each product of matrices.
        _threadsBefore = TorchRuntime.ThreadCount;
        TorchRuntime.ThreadCount = shared ? 1 : threads;
        _crew = new Crew(shared || loader.IsSlow ? threads : 1, TorchRuntime.UseOneThread);
        (_runShard, _loadPart) = (RunShard, LoadPart);
    }

    /// <summary>Begins an epoch.</summary>
    /// <param name="epoch">Its number.</param>
    internal void Begin(int epoch)
    {
        _epoch = epoch;
        for (var share = 0; share < _shards.Length; share++)
            _shards[share].Begin(EpochChance.Layers(_seed, epoch, share));
    }

    /// <summary>Learns from a batch.</summary>
    /// <param name="indices">The samples of the batch.</param>
    internal void Run(ReadOnlySpan<int> indices)
    {
        if (_batch.Length < indices.Length)
            _batch = new int[indices.Length];
        indices.CopyTo(_batch);
        _rows = indices.Length;
        _parts = Math.Clamp(_rows / FewestRows, 1, _crew.Size);
        if (_shards.Length == 1)
            RunWhole();
        else
            _crew.Run(_parts, _runShard);
        Gather(_shards.Length == 1 ? 1 : _parts);
        if (_regularized.Length > 0)
            Regularize();
        _compilation.Optimizer.Step(_store.Values, _shards[0].Gradients.All, _shards[0].Gradients.Each);
    }

    /// <summary>The penalty on large weights, as they are now.</summary>
    internal double Penalty()
    {
        var sum = 0.0;
        foreach (var parameter in _regularized)
            sum += parameter.Regularizer!.Penalty(parameter.Value.Span);
        return sum;
    }

    public void Dispose()
    {
        _crew.Dispose();
        foreach (var shard in _shards)
            shard.Dispose();
        TorchRuntime.ThreadCount = _threadsBefore;
    }

    private void RunWhole()
    {
        var batch = _batch.AsSpan(0, _rows);
        if (_loader.IsSlow)
        {
            // Before the threads begin, since each would make memory of its own, and images in one of them would be lost.
            _shards[0].Prepare(_rows);
            _crew.Run(_parts, _loadPart);
        }
        else
        {
            _shards[0].LoadImages(batch, _epoch, ..);
        }

        _shards[0].Learn(batch, _rows);
    }

    private void LoadPart(int part) =>
        _shards[0].LoadImages(_batch.AsSpan(0, _rows), _epoch, (part * _rows / _parts)..((part + 1) * _rows / _parts));

    private void RunShard(int shard)
    {
        var start = shard * _rows / _parts;
        var end = (shard + 1) * _rows / _parts;
        var share = _batch.AsSpan(start, end - start);
        _shards[shard].LoadImages(share, _epoch, ..);
        _shards[shard].Learn(share, _rows);
    }

    // In the order of the shares, whoever computed them: a sum of floats depends on its order.
    private void Gather(int shares)
    {
        var sum = _shards[0].Gradients.All.Span;
        for (var share = 0; share < shares; share++)
        {
            if (share > 0)
                TensorPrimitives.Add(sum, _shards[share].Gradients.All.Span, sum);
            for (var i = 0; i < _score.Outputs.Length; i++)
                _score.Outputs[i].Take(_shards[share].Scores[i]);
        }
    }

    private void Regularize()
    {
        _score.AddPenalty(Penalty());
        foreach (var parameter in _regularized)
            parameter.Regularizer!.AddGradient(parameter.Value.Span, _shards[0].Gradients.ByParameter[parameter].Span);
    }
}
