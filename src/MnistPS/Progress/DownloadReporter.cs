using System.Collections.Concurrent;
using System.Globalization;
using MnistPS.Cmdlets;
using MnistPS.Data.Mnist;

namespace MnistPS.Progress;

/// <summary>
/// Runs a download on another thread and shows its progress on the pipeline's, where alone that is allowed.
/// </summary>
/// <param name="cmdlet">The cmdlet on whose pipeline thread it is called.</param>
internal sealed class DownloadReporter(ModuleCmdlet cmdlet) : IProgress<DownloadProgress>
{
    private const double BytesPerMegabyte = 1e6;

    private readonly BlockingCollection<DownloadProgress> _reports = [];
    private string? _lastFailure;

    /// <inheritdoc/>
    public void Report(DownloadProgress value) => _reports.Add(value);

    /// <summary>Downloads, and returns when it is done.</summary>
    /// <param name="download">What to do; stops when the cmdlet is stopped.</param>
    internal void Run(Func<IProgress<DownloadProgress>, Task> download)
    {
        var task = Task.Run(() => download(this));
        task.ContinueWith(_ => _reports.CompleteAdding(), TaskScheduler.Default);
        using var progress = new ProgressReporter(cmdlet, ActivityId.Downloading, "Downloading MNIST");
        try
        {
            foreach (var report in _reports.GetConsumingEnumerable())
                Show(progress, report);
        }
        finally
        {
            // Also when the pipeline is stopping and shows no more progress: nothing goes on behind its back.
            Task.WaitAny(task);
        }

        task.GetAwaiter().GetResult();
    }

    private void Show(ProgressReporter progress, DownloadProgress report)
    {
        if (report.Failure is { } failure && failure != _lastFailure)
            cmdlet.WriteVerbose($"An attempt failed, and the next server is asked: {failure}");
        _lastFailure = report.Failure;
        progress.Show(
            () => string.Create(
                CultureInfo.InvariantCulture,
                $"{report.Received / BytesPerMegabyte:F1} of {report.Total / BytesPerMegabyte:F1} MB - {report.Address}"),
            (double)report.Received / Math.Max(1, report.Total));
    }
}
