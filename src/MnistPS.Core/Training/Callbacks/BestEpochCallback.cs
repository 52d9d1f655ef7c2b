using MnistPS.Models;
using MnistPS.Training.Checkpoints;

namespace MnistPS.Training.Callbacks;

/// <summary>
/// Knows the epoch with the best value of the monitored metric, and keeps its weights where the model is to have them at the
/// end. However small the difference, the best is the best: what early stopping takes for no improvement matters to its
/// patience alone.
/// </summary>
/// <param name="model">The model.</param>
/// <param name="metric">The metric.</param>
/// <param name="keepWeights">Whether the model is to have the weights of the best epoch at the end.</param>
internal sealed class BestEpochCallback(DenseModel model, MonitoredMetric metric, bool keepWeights) : TrainingCallback
{
    private const string Prefix = "best_";

    private MetricWatch _watch = new();
    private WeightCopy? _weights;

    /// <summary>Number of the best epoch; null if there is none yet.</summary>
    internal int? Epoch { get; private set; }

    /// <summary>Whether the last epoch was the best so far.</summary>
    internal bool IsLast => _watch.Improved;

    /// <summary>Whether the model gets the weights of the best epoch at the end.</summary>
    internal bool HasWeights => _weights is not null;

    /// <inheritdoc/>
    internal override void EpochEnd(TrainingProgress progress, EpochRecord record)
    {
        var value = metric.Read(record);
        _watch = _watch.Next(value, metric.IsBetter(value, _watch.Best));
        if (!_watch.Improved)
            return;
        Epoch = record.Epoch;
        if (!keepWeights)
            return;
        if (_weights is null)
            _weights = new WeightCopy(model);
        else
            _weights.Take();
    }

    /// <inheritdoc/>
    internal override void TrainingEnd() => _weights?.Restore();

    /// <inheritdoc/>
    internal override void Save(CheckpointContent content)
    {
        content.State = content.State with { BestWatch = _watch, BestEpoch = Epoch };
        content.Add(Prefix, _weights?.Values ?? []);
    }

    /// <inheritdoc/>
    internal override void Restore(Checkpoint checkpoint)
    {
        (_watch, Epoch) = (checkpoint.State.BestWatch, checkpoint.State.BestEpoch);
        if (!keepWeights || !checkpoint.Tensors.ContainsKey($"{Prefix}0"))
            return;
        _weights = new WeightCopy(model);
        CheckpointMatch.Copy(checkpoint, Prefix, _weights.Values);
    }
}
