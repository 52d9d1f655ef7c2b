using System.Runtime.ExceptionServices;

namespace MnistPS.Numerics;

/// <summary>
/// Threads that share the parts of a job: each takes the next part that nobody has begun. On a busy machine, where a
/// helper gets no processor, the caller simply does all parts itself; nobody waits for a thread that has not begun.
/// </summary>
/// <remarks>
/// libtorch's own threads cannot do that: each has a fixed share, and all others spin until the slowest is done. Two of
/// them on a machine with something else to do were measured to be up to ten times slower than one.
/// What a part computes must not depend on who computes it: then results are the same however busy the machine is.
/// </remarks>
public sealed class WorkerPool : IDisposable
{
    /// <summary>The largest allowed number of threads.</summary>
    public const int MaximumSize = 1024;

    /// <summary>Just the caller.</summary>
    public static readonly WorkerPool Alone = new(1);

    // Between two jobs of a training a helper waits for some microseconds, and waking up from sleep takes fifty. Spinning
    // gives the processor to whoever else wants it.
    private const int SpinsBeforeSleep = 2000;

    private const int MostThreads = 4;

    private static readonly Lazy<WorkerPool> s_shared = new(() => new WorkerPool(DefaultSize));

    private readonly Thread[] _helpers;
    private readonly object _gate = new();
    private Action<int> _body = _ => { };
    private Exception? _error;
    private int _parts;
    private int _done;
    private volatile bool _ended;
    private int _isBusy;

    // The number of the job in the upper half, that of the next part in the lower. Both change in one step, so that a
    // helper that wakes late can never take a part of a job that it knows nothing of.
    private long _ticket;

    /// <summary>Makes a worker pool.</summary>
    /// <param name="size">Threads, the caller's included, at least 1.</param>
    public WorkerPool(int size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        Size = size;
        _helpers = [.. Enumerable.Range(1, size - 1).Select(_ => new Thread(Help) { IsBackground = true, Name = "MnistPS" })];
        foreach (var helper in _helpers)
            helper.Start();
    }

    /// <summary>How many threads suit this machine: one for each processor, four at the most.</summary>
    public static int DefaultSize => Math.Min(Environment.ProcessorCount, MostThreads);

    /// <summary>The pool of the process, for all predictions: it is made when first used, and never ends.</summary>
    public static WorkerPool Shared => s_shared.Value;

    /// <summary>Threads, the caller's included.</summary>
    public int Size { get; }

    /// <summary>Shares a row of things among the threads, each of which takes a stretch of it.</summary>
    /// <typeparam name="T">What the work is about.</typeparam>
    /// <param name="state">What the work is about.</param>
    /// <param name="length">Number of things.</param>
    /// <param name="fewest">Fewer than this are not worth handing over.</param>
    /// <param name="body">Does the work from a first thing up to, but not including, an end.</param>
    public void ParallelFor<T>(T state, int length, int fewest, Action<T, int, int> body)
    {
        var parts = Math.Min(length / Math.Max(1, fewest), Size);
        if (parts > 1)
            Stretches<T>.Run(this, parts, state, length, body);
        else
            body(state, 0, length);
    }

    /// <summary>
    /// Does all parts of a job and returns when they are done. A pool serves one job at a time: who comes while it is busy
    /// does the same parts alone, and waits for nobody.
    /// </summary>
    /// <param name="parts">Number of parts.</param>
    /// <param name="body">Does one part, of the number given from 0.</param>
    public void Run(int parts, Action<int> body)
    {
        if (parts == 1 || _helpers.Length == 0 || Interlocked.Exchange(ref _isBusy, 1) != 0)
        {
            for (var part = 0; part < parts; part++)
                body(part);
            return;
        }

        try
        {
            Share(parts, body);
        }
        finally
        {
            Volatile.Write(ref _isBusy, 0);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _ended = true;
        Wake();
        foreach (var helper in _helpers)
            helper.Join();
    }

    private void Share(int parts, Action<int> body)
    {
        Begin(parts, body);
        TakeParts();
        var spin = default(SpinWait);
        while (Volatile.Read(ref _done) < parts)
            spin.SpinOnce(sleep1Threshold: -1);
        if (_error is { } error)
            ExceptionDispatchInfo.Throw(error);
    }

    private void Begin(int parts, Action<int> body)
    {
        var job = Job(_ticket) + 1;
        Volatile.Write(ref _ticket, Ticket(job, int.MaxValue));
        (_body, _parts, _error) = (body, parts, null);
        Volatile.Write(ref _done, 0);
        Volatile.Write(ref _ticket, Ticket(job, 0));
        Wake();
    }

    private void Wake()
    {
        lock (_gate)
            Monitor.PulseAll(_gate);
    }

    private void Help()
    {
        var seen = 0;
        while (!_ended)
        {
            seen = WaitForJob(seen);
            if (!_ended)
                TakeParts();
        }
    }

    private int WaitForJob(int seen)
    {
        var spin = default(SpinWait);
        while (CurrentJob == seen && !_ended)
        {
            if (spin.Count < SpinsBeforeSleep)
            {
                spin.SpinOnce(sleep1Threshold: -1);
                continue;
            }

            lock (_gate)
            {
                if (CurrentJob == seen && !_ended)
                    Monitor.Wait(_gate);
            }
        }

        return CurrentJob;
    }

    private void TakeParts()
    {
        while (TryTake(out var part, out var body))
        {
            try
            {
                body(part);
            }
            catch (Exception error)
            {
                Interlocked.CompareExchange(ref _error, error, null);
            }

            Interlocked.Increment(ref _done);
        }
    }

    private bool TryTake(out int part, out Action<int> body)
    {
        while (true)
        {
            var ticket = Volatile.Read(ref _ticket);
            part = (int)ticket;
            body = _body;
            if (part >= _parts)
                return false;
            if (Interlocked.CompareExchange(ref _ticket, ticket + 1, ticket) == ticket)
                return true;
        }
    }

    private int CurrentJob => Job(Volatile.Read(ref _ticket));

    private static int Job(long ticket) => (int)(ticket >> 32);

    private static long Ticket(int job, int part) => ((long)job << 32) | (uint)part;

    /// <summary>A job of stretches; each thread that hands out jobs has one, so that nothing is allocated for a job.</summary>
    private sealed class Stretches<T>
    {
        [ThreadStatic]
        private static Stretches<T>? s_own;

        private readonly Action<int> _doPart;
        private Action<T, int, int>? _body;
        private T? _state;
        private int _length;
        private int _parts;

        private Stretches() => _doPart = DoPart;

        internal static void Run(WorkerPool pool, int parts, T state, int length, Action<T, int, int> body)
        {
            // A job within a job finds none, and makes one of its own.
            var job = s_own ?? new Stretches<T>();
            s_own = null;
            (job._state, job._length, job._parts, job._body) = (state, length, parts, body);
            pool.Run(parts, job._doPart);
            (job._state, job._body) = (default, null);
            s_own = job;
        }

        private void DoPart(int part) => _body!(
            _state!, (int)((long)_length * part / _parts), (int)((long)_length * (part + 1) / _parts));
    }
}
