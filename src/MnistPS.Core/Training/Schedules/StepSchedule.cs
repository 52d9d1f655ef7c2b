namespace MnistPS.Training.Schedules;

/// <summary>Every few epochs the rate is multiplied: rate·d^⌊epoch / n⌋, with epochs counted from 0.</summary>
public sealed record StepSchedule : LearningRateSchedule
{
    /// <summary>d, what the rate is multiplied by. Range: above 0 to 1. Default: 0.1.</summary>
    public double DecayRate { get; init; } = 0.1;

    /// <summary>n, epochs from one change to the next. Range: at least 1. Default: 10.</summary>
    public int StepEpochs { get; init; } = 10;

    /// <inheritdoc/>
    internal override void Check()
    {
        base.Check();
        TrainingOptions.Check(DecayRate is > 0 and <= 1, nameof(DecayRate), DecayRate, "above 0 and at most 1");
        TrainingOptions.Check(StepEpochs >= 1, nameof(StepEpochs), StepEpochs, "at least 1");
    }

    /// <inheritdoc/>
    private protected override double Factor(long step, int stepsPerEpoch, long steps) =>
        Math.Pow(DecayRate, step / stepsPerEpoch / StepEpochs);
}
