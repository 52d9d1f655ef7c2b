using System.Globalization;
using System.Management.Automation;
using MnistPS.Training;

namespace MnistPS.Progress;

/// <summary>Shows a training as a progress bar, and each epoch in the verbose stream.</summary>
/// <param name="cmdlet">The cmdlet on whose pipeline thread the training runs.</param>
/// <param name="epochDone">What else is to be done after an epoch; says whether to go on. May be null.</param>
internal sealed class TrainingReporter(Cmdlet cmdlet, Func<EpochRecord, bool>? epochDone = null) : ITrainingObserver, IDisposable
{
    private readonly ProgressReporter _progress = new(cmdlet, ActivityId.Training, "Training");

    /// <inheritdoc/>
    public void BatchDone(TrainingProgress progress) => _progress.Show(() => Describe(progress), progress.Done, progress.Remaining);

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

    /// <inheritdoc/>
    public void Dispose() => _progress.Dispose();

    private static string Describe(TrainingProgress progress) => string.Create(
        CultureInfo.InvariantCulture,
        $"Epoch {progress.Epoch}/{progress.Epochs}, batch {progress.Batch}/{progress.Batches} - "
        + $"accuracy: {progress.Accuracy:F4} - loss: {progress.Loss:F4}");
}
