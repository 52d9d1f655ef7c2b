using System.Runtime.ExceptionServices;

namespace MnistPS.Training;

/// <summary>Loads the images of a batch on other threads, each some of the rows. Nothing is allocated from batch to batch.</summary>
internal sealed class BackgroundLoad : IDisposable
{
    /// <summary>More threads than this have nothing to do: an image takes a few microseconds.</summary>
    private const int MaximumThreads = 4;

    private readonly BatchLoader _loader;
    private readonly Part[] _parts;
    private readonly ManualResetEventSlim _done = new(initialState: true);
    private TrainingBatch _batch = null!;
    private ReadOnlyMemory<int> _indices;
    private int _epoch;
    private int _unfinished;
    private ExceptionDispatchInfo? _error;

    /// <summary>Prepares.</summary>
    /// <param name="loader">Does the work.</param>
    /// <param name="busyThreads">Threads that are busy computing meanwhile.</param>
    internal BackgroundLoad(BatchLoader loader, int busyThreads)
    {
        _loader = loader;
        var threads = Math.Clamp(Environment.ProcessorCount - busyThreads, 1, MaximumThreads);
        _parts = [.. Enumerable.Range(0, threads).Select(number => new Part(this, number))];
    }

    /// <summary>Begins.</summary>
    /// <param name="batch">Where to.</param>
    /// <param name="indices">The samples of the batch; they must stay as they are until it is done.</param>
    /// <param name="epoch">Number of the epoch.</param>
    internal void Start(TrainingBatch batch, ReadOnlyMemory<int> indices, int epoch)
    {
        (_batch, _indices, _epoch) = (batch, indices, epoch);
        _unfinished = _parts.Length;
        _done.Reset();
        foreach (var part in _parts)
            ThreadPool.UnsafeQueueUserWorkItem(part, preferLocal: false);
    }

    /// <summary>Waits until it is done; an error comes out here.</summary>
    internal void Wait()
    {
        _done.Wait();
        _error?.Throw();
    }

    public void Dispose()
    {
        _done.Wait();
        _done.Dispose();
    }

    private void Load(int number)
    {
        try
        {
            var first = _indices.Length * number / _parts.Length;
            var end = _indices.Length * (number + 1) / _parts.Length;
            _loader.LoadImages(_batch, _indices.Span, _epoch, first..end);
        }
        catch (Exception error)
        {
            _error = ExceptionDispatchInfo.Capture(error);
        }

        if (Interlocked.Decrement(ref _unfinished) == 0)
            _done.Set();
    }

    private sealed class Part(BackgroundLoad load, int number) : IThreadPoolWorkItem
    {
        public void Execute() => load.Load(number);
    }
}
