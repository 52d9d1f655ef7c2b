using MnistPS.Models;

namespace MnistPS.Training;

/// <summary>Looks at the monitored metric after each epoch: keeps the best weights, and says when to stop.</summary>
internal sealed class EpochWatch
{
    private readonly TrainingOptions _options;
    private readonly DenseModel _model;
    private MetricWatch _watch = new();
    private WeightCopy? _best;

    internal EpochWatch(DenseModel model, TrainingOptions options) => (_model, _options) = (model, options);

    /// <summary>Why to stop; null while there is no reason.</summary>
    internal StopReason? Reason { get; private set; }

    /// <summary>The epoch with the best value so far.</summary>
    internal int? BestEpoch { get; private set; }

    /// <summary>Takes in an epoch.</summary>
    /// <param name="record">What it brought.</param>
    /// <param name="goOn">Whether the observer wants to go on.</param>
    internal void EpochDone(EpochRecord record, bool goOn)
    {
        var metric = _options.MonitoredMetric;
        _watch = _watch.Next(metric.Read(record), metric.HigherIsBetter(), _options.EarlyStopping?.MinimumDelta ?? 0);
        if (_watch.Improved)
        {
            BestEpoch = record.Epoch;
            KeepWeights();
        }

        if (!double.IsFinite(record.Loss))
            Reason = StopReason.LossNotFinite;
        else if (!goOn)
            Reason = StopReason.Requested;
        else if (_options.EarlyStopping?.IsOver(_watch) == true && record.Epoch < _options.Epochs)
            Reason = StopReason.EarlyStopping;
    }

    /// <summary>Gives the model the weights of the best epoch, where that was asked for and is not the last one.</summary>
    /// <returns>Whether it did.</returns>
    internal bool RestoreBest()
    {
        if (_best is null || _watch.Wait == 0)
            return false;
        _best.Restore();
        return true;
    }

    private void KeepWeights()
    {
        if (_options.EarlyStopping?.RestoreBestWeights != true)
            return;
        if (_best is null)
            _best = new WeightCopy(_model);
        else
            _best.Take();
    }
}
