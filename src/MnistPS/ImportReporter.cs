using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using MnistPS.Import;

namespace MnistPS;

/// <summary>Shows how an import goes: progress a few times a second, an error record for each file that is left out.</summary>
/// <param name="cmdlet">The cmdlet on whose pipeline thread it is called.</param>
internal sealed class ImportReporter(Cmdlet cmdlet) : IImportObserver
{
    private const int ActivityId = 787;
    private const string Activity = "Importing digits";
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(200);

    private long _lastShown = Stopwatch.GetTimestamp();
    private bool _shown;

    /// <inheritdoc/>
    public void Advanced(string path, long done, long total)
    {
        if (Stopwatch.GetElapsedTime(_lastShown) < s_interval)
            return;
        (_lastShown, _shown) = (Stopwatch.GetTimestamp(), true);
        var status = string.Create(CultureInfo.InvariantCulture, $"{done:N0} of {total:N0} - {path}");
        cmdlet.WriteProgress(new ProgressRecord(ActivityId, Activity, status)
        {
            PercentComplete = (int)(done * 100 / Math.Max(1, total)),
        });
    }

    /// <inheritdoc/>
    public void Skipped(string path, Exception reason) => cmdlet.WriteError(ErrorRecords.From(reason, path));

    /// <inheritdoc/>
    public void Warned(string path, string warning) => cmdlet.WriteWarning($"{path}: {warning}");

    /// <summary>Takes the progress bar away.</summary>
    internal void Complete()
    {
        if (_shown)
            cmdlet.WriteProgress(new ProgressRecord(ActivityId, Activity, "Done") { RecordType = ProgressRecordType.Completed });
    }
}
