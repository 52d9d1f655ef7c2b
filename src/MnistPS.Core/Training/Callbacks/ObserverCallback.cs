namespace MnistPS.Training.Callbacks;

/// <summary>Tells an observer how the training goes, and ends it when the observer asks for that.</summary>
/// <param name="observer">The observer.</param>
internal sealed class ObserverCallback(ITrainingObserver observer) : TrainingCallback
{
    /// <inheritdoc/>
    internal override void BatchEnd(TrainingProgress progress) => observer.BatchDone(progress);

    /// <inheritdoc/>
    internal override void EpochEnd(TrainingProgress progress, EpochRecord record)
    {
        if (!observer.EpochDone(record))
            progress.Stop(StopReason.Requested);
    }
}
