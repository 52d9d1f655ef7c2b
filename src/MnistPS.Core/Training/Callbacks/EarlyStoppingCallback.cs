using MnistPS.Training.Checkpoints;

namespace MnistPS.Training.Callbacks;

/// <summary>Ends a training whose monitored metric has stopped improving: Keras's <c>EarlyStopping</c>.</summary>
/// <param name="options">How long it waits.</param>
/// <param name="metric">The metric.</param>
internal sealed class EarlyStoppingCallback(EarlyStopping options, MonitoredMetric metric) : TrainingCallback
{
    private MetricWatch _watch = new();
    private int _epoch;

    /// <inheritdoc/>
    internal override void TrainingBegin(TrainingProgress progress) => StopIfOver(progress);

    /// <inheritdoc/>
    internal override void EpochEnd(TrainingProgress progress, EpochRecord record)
    {
        _epoch = record.Epoch;
        if (record.Epoch <= options.StartFromEpoch)
            return;
        _watch = options.Next(_watch, metric.Read(record), metric.HigherIsBetter());
        StopIfOver(progress);
    }

    /// <inheritdoc/>
    internal override void Save(CheckpointContent content) => content.State = content.State with { StoppingWatch = _watch };

    /// <inheritdoc/>
    internal override void Restore(Checkpoint checkpoint) =>
        (_watch, _epoch) = (checkpoint.State.StoppingWatch, checkpoint.Epochs[^1].Epoch);

    private void StopIfOver(TrainingProgress progress)
    {
        if (options.IsOver(_watch, _epoch))
            progress.Stop(StopReason.EarlyStopping);
    }
}
