using System.Diagnostics;
using System.Management.Automation;

namespace MnistPS.Progress;

/// <summary>
/// A progress bar, shown a few times a second from the pipeline's thread, and taken away once it is disposed of, however the
/// work ends.
/// </summary>
/// <param name="cmdlet">The cmdlet that works.</param>
/// <param name="id">Which bar.</param>
/// <param name="activity">What is being done.</param>
internal sealed class ProgressReporter(Cmdlet cmdlet, ActivityId id, string activity) : IDisposable
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(200);

    private long _lastShown = Stopwatch.GetTimestamp();
    private bool _isShown;

    /// <summary>Shows how far it is, unless that was shown a moment ago.</summary>
    /// <param name="status">How far, in words; asked for only where it is shown.</param>
    /// <param name="done">How far, from 0 to 1.</param>
    /// <param name="remaining">How long it will still take; null where that is not known.</param>
    internal void Show(Func<string> status, double done, TimeSpan? remaining = null)
    {
        if (Stopwatch.GetElapsedTime(_lastShown) < s_interval)
            return;
        (_lastShown, _isShown) = (Stopwatch.GetTimestamp(), true);

        // A new record each time: who listens to the stream keeps what was written, not a copy of it.
        cmdlet.WriteProgress(new ProgressRecord((int)id, activity, DisplayText.Of(status()))
        {
            PercentComplete = (int)(Math.Clamp(done, 0, 1) * 100),
            SecondsRemaining = remaining is { } left ? (int)Math.Ceiling(left.TotalSeconds) : -1,
        });
    }

    /// <summary>Takes the bar away.</summary>
    public void Dispose()
    {
        if (!_isShown)
            return;
        _isShown = false;
        try
        {
            cmdlet.WriteProgress(new ProgressRecord((int)id, activity, "Done") { RecordType = ProgressRecordType.Completed });
        }
        catch (PipelineStoppedException)
        {
            // After Ctrl+C PowerShell takes all bars away itself, and lets nothing more be written.
        }
    }
}
