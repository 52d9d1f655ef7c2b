using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using MnistPS.Data.Mnist;

namespace MnistPS;

/// <summary>
/// Runs a download on another thread and shows its progress on the pipeline's, where alone that is allowed.
/// </summary>
/// <param name="cmdlet">The cmdlet on whose pipeline thread it is called.</param>
internal sealed class DownloadReporter(Cmdlet cmdlet) : IProgress<DownloadProgress>
{
    private const double BytesPerMegabyte = 1e6;
    private const int ActivityId = 785;
    private const string Activity = "Downloading MNIST";
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(200);

    private readonly BlockingCollection<DownloadProgress> _reports = [];
    private long _lastShown;
    private string? _lastFailure;

    /// <inheritdoc/>
    public void Report(DownloadProgress value) => _reports.Add(value);

    /// <summary>Downloads, and returns when it is done.</summary>
    /// <param name="download">What to do; stops when the cmdlet is stopped.</param>
    internal void Run(Func<IProgress<DownloadProgress>, Task> download)
    {
        var task = Task.Run(() => download(this));
        task.ContinueWith(_ => _reports.CompleteAdding(), TaskScheduler.Default);
        try
        {
            foreach (var report in _reports.GetConsumingEnumerable())
                Show(report);
        }
        finally
        {
            // Also when the pipeline is stopping and shows no more progress: nothing goes on behind its back.
            Task.WaitAny(task);
        }

        Complete();
        task.GetAwaiter().GetResult();
    }

    private void Show(DownloadProgress report)
    {
        if (report.Failure is { } failure && failure != _lastFailure)
            cmdlet.WriteVerbose($"An attempt failed, and the next server is asked: {failure}");
        _lastFailure = report.Failure;
        if (_lastShown != 0 && Stopwatch.GetElapsedTime(_lastShown) < s_interval)
            return;
        _lastShown = Stopwatch.GetTimestamp();
        var status = string.Create(
            CultureInfo.InvariantCulture,
            $"{report.Received / BytesPerMegabyte:F1} of {report.Total / BytesPerMegabyte:F1} MB - {report.Address}");
        cmdlet.WriteProgress(new ProgressRecord(ActivityId, Activity, status)
        {
            PercentComplete = (int)(report.Received * 100 / Math.Max(1, report.Total)),
        });
    }

    private void Complete() => cmdlet.WriteProgress(
        new ProgressRecord(ActivityId, Activity, "Done") { RecordType = ProgressRecordType.Completed });
}
