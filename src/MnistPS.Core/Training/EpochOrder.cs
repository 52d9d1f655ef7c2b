namespace MnistPS.Training;

/// <summary>The order in which an epoch goes through the samples, batch by batch.</summary>
internal sealed class EpochOrder
{
    private readonly int[] _indices;
    private readonly int _batchSize;
    private readonly bool _shuffle;
    private readonly int _seed;

    internal EpochOrder(int samples, TrainingOptions options, int seed)
    {
        _indices = new int[samples];
        (_batchSize, _shuffle, _seed) = (Math.Clamp(options.BatchSize, 1, Math.Max(1, samples)), options.Shuffle, seed);
    }

    /// <summary>Batches in an epoch; the last one may be smaller.</summary>
    internal int Batches => (_indices.Length + _batchSize - 1) / _batchSize;

    /// <summary>The samples of a batch.</summary>
    /// <param name="batch">Number of the batch, from 0.</param>
    internal ReadOnlySpan<int> this[int batch] =>
        _indices.AsSpan(batch * _batchSize, Math.Min(_batchSize, _indices.Length - (batch * _batchSize)));

    /// <summary>Begins an epoch.</summary>
    /// <param name="epoch">Its number.</param>
    internal void Begin(int epoch)
    {
        for (var i = 0; i < _indices.Length; i++)
            _indices[i] = i;
        if (_shuffle)
            EpochRandomStreams.Order(_seed, epoch).Shuffle(_indices);
    }
}
