using System.Management.Automation;

namespace MnistPS.Hosting;

/// <summary>
/// Ctrl+C: the first stops the pipeline that runs, the second, if that one does not end, ends the process.
/// </summary>
internal sealed class StopKey : IDisposable
{
    private readonly Lock _gate = new();
    private PowerShell? _running;
    private bool _isStopping;

    /// <summary>Starts to listen.</summary>
    public StopKey() => Console.CancelKeyPress += OnPressed;

    /// <summary>From here until the result is disposed, the key stops this pipeline.</summary>
    public Watching Watch(PowerShell pipeline)
    {
        lock (_gate)
            (_running, _isStopping) = (pipeline, false);
        return new Watching(this);
    }

    /// <inheritdoc/>
    public void Dispose() => Console.CancelKeyPress -= OnPressed;

    /// <summary>Stops the pipeline that runs, as the key does where it is read as a character.</summary>
    /// <returns>Whether there was one to stop.</returns>
    public bool Stop()
    {
        lock (_gate)
        {
            if (_running is null || _isStopping)
                return false;

            _isStopping = true;
            _running.BeginStop(callback: null, state: null);
            return true;
        }
    }

    /// <summary>Leaving <see cref="ConsoleCancelEventArgs.Cancel"/> unset lets the key end the process.</summary>
    private void OnPressed(object? sender, ConsoleCancelEventArgs pressed) => pressed.Cancel = Stop();

    private void StopWatching()
    {
        lock (_gate)
            _running = null;
    }

    /// <summary>A pipeline that the key stops.</summary>
    internal sealed class Watching(StopKey key) : IDisposable
    {
        /// <summary>The key was pressed.</summary>
        public bool IsStopped => key._isStopping;

        /// <inheritdoc/>
        public void Dispose() => key.StopWatching();
    }
}
