using MnistPS.Optimizers;

namespace MnistPS.Training.Callbacks;

/// <summary>Lets the rate grow from step to step and writes down what the loss does, until it diverges.</summary>
/// <param name="optimizer">The optimizer, whose rate it sets.</param>
/// <param name="options">From where to where.</param>
/// <param name="observer">Is told after each step how many are done and what it brought; may be null.</param>
internal sealed class RangeTestCallback(
    Optimizer optimizer, LearningRateFinderOptions options, Action<int, LearningRatePoint>? observer) : TrainingCallback
{
    private readonly List<LearningRatePoint> _points = [];
    private double _average;
    private double _best = double.PositiveInfinity;

    /// <summary>Rate and loss of each step.</summary>
    internal IReadOnlyList<LearningRatePoint> Points => _points;

    /// <inheritdoc/>
    internal override void BatchBegin(TrainingProgress progress)
    {
        optimizer.LearningRate = (float)options.RateAt(_points.Count);
        progress.Score.Reset();
    }

    /// <inheritdoc/>
    internal override void BatchEnd(TrainingProgress progress)
    {
        if (!double.IsFinite(progress.Loss))
        {
            progress.Stop(StopReason.LossNotFinite);
            return;
        }

        // Divided by what the weights of the average sum to, as in Adam: it does not start at 0.
        _average += (1 - options.Smoothing) * (progress.Loss - _average);
        var smoothed = _average / (1 - Math.Pow(options.Smoothing, _points.Count + 1));
        _points.Add(new LearningRatePoint(options.RateAt(_points.Count), progress.Loss, smoothed));
        observer?.Invoke(_points.Count, _points[^1]);
        _best = Math.Min(_best, smoothed);
        if (_points.Count == options.Steps || smoothed > options.Divergence * _best)
            progress.Stop(StopReason.Completed);
    }
}
