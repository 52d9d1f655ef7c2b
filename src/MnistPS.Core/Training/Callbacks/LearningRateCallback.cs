using MnistPS.Optimizers;
using MnistPS.Training.Checkpoints;
using MnistPS.Training.Schedules;

namespace MnistPS.Training.Callbacks;

/// <summary>Sets the optimizer's rate before each step as a schedule says, and gives the compiled rate back at the end.</summary>
internal sealed class LearningRateCallback : TrainingCallback
{
    private readonly Optimizer _optimizer;
    private readonly LearningRateSchedule? _schedule;
    private readonly MonitoredMetric _metric;
    private readonly int _stepsPerEpoch;
    private readonly long _steps;
    private float _baseRate;
    private PlateauState _plateau = new();

    /// <summary>Makes the callback.</summary>
    /// <param name="optimizer">The optimizer, with the compiled rate.</param>
    /// <param name="schedule">The schedule; null for a rate that never changes.</param>
    /// <param name="metric">What a plateau is seen by.</param>
    /// <param name="stepsPerEpoch">Steps in an epoch.</param>
    /// <param name="epochs">Number of the last epoch.</param>
    internal LearningRateCallback(
        Optimizer optimizer, LearningRateSchedule? schedule, MonitoredMetric metric, int stepsPerEpoch, int epochs)
    {
        (_optimizer, _schedule, _metric) = (optimizer, schedule, metric);
        (_stepsPerEpoch, _steps) = (stepsPerEpoch, (long)stepsPerEpoch * epochs);
        _baseRate = optimizer.LearningRate;
    }

    // The rate that the model has apart from a schedule: whoever watches may have changed it.
    private float CompiledRate => _schedule is null ? _optimizer.LearningRate : _baseRate;

    /// <inheritdoc/>
    internal override void BatchBegin(TrainingProgress progress)
    {
        if (_schedule is null)
            return;
        var step = ((progress.Epoch - 1L) * _stepsPerEpoch) + progress.Batch;
        var rate = _schedule.RateAt(_baseRate, step, _stepsPerEpoch, _steps) * _plateau.Reduction;
        if (_schedule is ReduceOnPlateauSchedule { MinimumLearningRate: var minimum } && _plateau.Reduction < 1)
            rate = Math.Max(rate, Math.Min(minimum, _baseRate));
        _optimizer.LearningRate = (float)rate;
    }

    /// <inheritdoc/>
    internal override void EpochEnd(TrainingProgress progress, EpochRecord record)
    {
        if (_schedule is ReduceOnPlateauSchedule plateau)
            _plateau = plateau.Next(_plateau, _metric.Read(record), _metric.HigherIsBetter());
    }

    /// <inheritdoc/>
    internal override void Save(CheckpointContent content) => content.State = content.State with
    {
        BaseRate = CompiledRate,
        Reduction = _plateau.Reduction,
        PlateauWatch = _plateau.Watch,
        PlateauCooldown = _plateau.Cooldown,
    };

    /// <inheritdoc/>
    internal override void Restore(Checkpoint checkpoint)
    {
        var state = checkpoint.State;
        _optimizer.LearningRate = _baseRate = state.BaseRate;
        _plateau = new PlateauState { Reduction = state.Reduction, Watch = state.PlateauWatch, Cooldown = state.PlateauCooldown };
    }

    /// <inheritdoc/>
    internal override void Close()
    {
        if (_schedule is not null)
            _optimizer.LearningRate = _baseRate;
    }
}
