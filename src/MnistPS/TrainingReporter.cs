using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using MnistPS.Training;

namespace MnistPS;

/// <summary>Shows a training as a progress bar, a few times a second, and each epoch in the verbose stream.</summary>
/// <param name="cmdlet">The cmdlet on whose pipeline thread the training runs.</param>
/// <param name="epochDone">What else is to be done after an epoch; says whether to go on. May be null.</param>
internal sealed class TrainingReporter(Cmdlet cmdlet, Func<EpochRecord, bool>? epochDone = null) : ITrainingObserver
{
    private const int ActivityId = 784;
    private const string Activity = "Training";
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(200);

    private long _lastShown = Stopwatch.GetTimestamp();

    /// <inheritdoc/>
    public void BatchDone(TrainingProgress progress)
    {
        if (Stopwatch.GetElapsedTime(_lastShown) < s_interval)
            return;
        _lastShown = Stopwatch.GetTimestamp();
        var status = string.Create(
            CultureInfo.InvariantCulture,
            $"Epoch {progress.Epoch}/{progress.Epochs}, batch {progress.Batch}/{progress.Batches} - "
            + $"accuracy: {progress.Accuracy:F4} - loss: {progress.Loss:F4}");

        // A new record each time: who listens to the stream keeps what was written, not a copy of it.
        cmdlet.WriteProgress(new ProgressRecord(ActivityId, Activity, status)
        {
            PercentComplete = (int)(progress.Done * 100),
            SecondsRemaining = (int)Math.Ceiling(progress.Remaining.TotalSeconds),
        });
    }

    /// <inheritdoc/>
    public bool EpochDone(EpochRecord record)
    {
        var validation = record.ValidationLoss is null
            ? string.Empty
            : string.Create(
                CultureInfo.InvariantCulture,
                $" - val_accuracy: {record.ValidationAccuracy:F4} - val_loss: {record.ValidationLoss:F4}");
        cmdlet.WriteVerbose(string.Create(
            CultureInfo.InvariantCulture,
            $"Epoch {record.Epoch}: {record.Seconds:F1}s - accuracy: {record.Accuracy:F4} - loss: {record.Loss:F4}{validation}"));
        return epochDone?.Invoke(record) ?? true;
    }

    /// <summary>Takes the bar away.</summary>
    internal void Complete() => cmdlet.WriteProgress(
        new ProgressRecord(ActivityId, Activity, "Done") { RecordType = ProgressRecordType.Completed });
}
