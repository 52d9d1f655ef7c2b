namespace MnistPS.Training.Callbacks;

/// <summary>Ends a training whose loss is no finite number any more: Keras's <c>TerminateOnNaN</c>, after the epoch.</summary>
internal sealed class NonFiniteLossCallback : TrainingCallback
{
    /// <inheritdoc/>
    internal override void EpochEnd(TrainingProgress progress, EpochRecord record)
    {
        if (!double.IsFinite(record.Loss))
            progress.Stop(StopReason.LossNotFinite);
    }
}
