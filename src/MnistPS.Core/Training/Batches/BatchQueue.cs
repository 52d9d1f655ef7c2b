using MnistPS.Models;
using MnistPS.Numerics;

namespace MnistPS.Training;

/// <summary>
/// The batches of an epoch, one after the other, in an order and with chances that depend on seed and epoch alone. Where
/// images are varied, the next batch is prepared on other threads while the last one is learned from.
/// </summary>
internal sealed class BatchQueue : IDisposable
{
    // Independent sequences of random numbers for the order and the layers of each epoch: 2·epoch + stream.
    private const int Streams = 2;
    private const int ShuffleStream = 0;
    private const int LayerStream = 1;

    private readonly DenseModel _model;
    private readonly TrainingOptions _options;
    private readonly int _seed;
    private readonly BatchLoader _loader;
    private readonly BackgroundLoad? _background;
    private readonly int[] _order;
    private readonly RandomSource _layerChance;

    // The full size and the rest at the end of an epoch, each twice where one is prepared while another is in use.
    private readonly Dictionary<(int Rows, int Turn), TrainingBatch> _memory = [];
    private int _epoch;
    private int _start;
    private int _turn;

    internal BatchQueue(DenseModel model, BatchLoader loader, int samples, TrainingOptions options, int seed, int threads)
    {
        (_model, _loader, _options, _seed) = (model, loader, options, seed);
        _order = new int[samples];
        _layerChance = new RandomSource(seed);
        if (loader.IsSlow && Environment.ProcessorCount > 1)
            _background = new BackgroundLoad(loader, threads);
    }

    /// <summary>Batches in an epoch.</summary>
    internal int Count => (_order.Length + _options.BatchSize - 1) / _options.BatchSize;

    /// <summary>Begins an epoch.</summary>
    /// <param name="epoch">Its number.</param>
    internal void Begin(int epoch)
    {
        (_epoch, _start) = (epoch, 0);
        for (var i = 0; i < _order.Length; i++)
            _order[i] = i;
        if (_options.Shuffle)
            Chance(ShuffleStream).Shuffle(_order);
        _layerChance.State = Chance(LayerStream).State;
        _background?.Start(Memory(Rows), Indices, epoch);
    }

    /// <summary>The next batch; it is in use until the next call.</summary>
    internal TrainingBatch Next()
    {
        var batch = Memory(Rows);
        _loader.LoadLabels(batch, Indices.Span);
        if (_background is null)
            _loader.LoadImages(batch, Indices.Span, _epoch, ..);
        else
            _background.Wait();

        _start += Rows;
        _turn = 1 - _turn;
        if (_start < _order.Length)
            _background?.Start(Memory(Rows), Indices, _epoch);
        return batch;
    }

    public void Dispose()
    {
        _background?.Dispose();
        foreach (var batch in _memory.Values)
            batch.Dispose();
    }

    private int Rows => Math.Min(_options.BatchSize, _order.Length - _start);

    private ReadOnlyMemory<int> Indices => _order.AsMemory(_start, Rows);

    private RandomSource Chance(int stream) => new(_seed, (Streams * (long)_epoch) + stream);

    private TrainingBatch Memory(int rows)
    {
        var key = (rows, _background is null ? 0 : _turn);
        return _memory.TryGetValue(key, out var batch)
            ? batch
            : _memory[key] = new TrainingBatch(_model, rows, _loader.IsWeighted, _layerChance);
    }
}
