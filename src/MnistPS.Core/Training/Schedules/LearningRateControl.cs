using MnistPS.Optimizers;

namespace MnistPS.Training.Schedules;

/// <summary>Sets the optimizer's rate before each step as a schedule says, and gives the compiled rate back at the end.</summary>
internal sealed class LearningRateControl : IDisposable
{
    private readonly Optimizer _optimizer;
    private readonly LearningRateSchedule? _schedule;
    private readonly int _stepsPerEpoch;
    private readonly long _steps;
    private float _baseRate;

    internal LearningRateControl(Optimizer optimizer, LearningRateSchedule? schedule, int stepsPerEpoch, int epochs)
    {
        (_optimizer, _schedule) = (optimizer, schedule);
        (_stepsPerEpoch, _steps) = (stepsPerEpoch, (long)stepsPerEpoch * epochs);
        _baseRate = optimizer.LearningRate;
    }

    /// <summary>The rate that the model has apart from a schedule: whoever watches may have changed it.</summary>
    internal float CompiledRate
    {
        get => _schedule is null ? _optimizer.LearningRate : _baseRate;
        set => _optimizer.LearningRate = _baseRate = value;
    }

    /// <summary>The product of what plateaus have taken off the rate.</summary>
    internal double Reduction { get; set; } = 1;

    /// <summary>Watches for a plateau, where that is the schedule.</summary>
    internal MetricWatch PlateauWatch { get; set; } = new();

    /// <summary>Sets the rate of a step.</summary>
    /// <param name="step">Number of the step in the whole training, from 0.</param>
    internal void BeforeStep(long step)
    {
        if (_schedule is null)
            return;
        var rate = _schedule.RateAt(_baseRate, step, _stepsPerEpoch, _steps) * Reduction;
        if (_schedule is ReduceOnPlateauSchedule { MinimumRate: var minimum } && Reduction < 1)
            rate = Math.Max(rate, minimum);
        _optimizer.LearningRate = (float)rate;
    }

    /// <summary>Looks at the metric of an epoch.</summary>
    /// <param name="value">Its value.</param>
    /// <param name="higherIsBetter">Whether more is better.</param>
    internal void EpochDone(double value, bool higherIsBetter)
    {
        if (_schedule is not ReduceOnPlateauSchedule plateau)
            return;
        PlateauWatch = PlateauWatch.Next(value, higherIsBetter, plateau.MinimumDelta);
        if (PlateauWatch.Wait == 0 || PlateauWatch.Wait < plateau.Patience)
            return;
        Reduction *= plateau.ReductionFactor;
        PlateauWatch = PlateauWatch with { Wait = 0 };
    }

    /// <summary>Gives the optimizer the compiled rate again; without a schedule the rate is not touched.</summary>
    public void Dispose()
    {
        if (_schedule is not null)
            _optimizer.LearningRate = _baseRate;
    }
}
