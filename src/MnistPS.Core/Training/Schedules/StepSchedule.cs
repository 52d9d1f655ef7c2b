using MnistPS.Settings;

namespace MnistPS.Training.Schedules;

/// <summary>Every few epochs the rate is multiplied: rate·d^⌊epoch / n⌋, with epochs counted from 0.</summary>
public sealed record StepSchedule : LearningRateSchedule
{
    /// <summary>d, what the rate is multiplied by. Range: above 0 to 1. Default: 0.1.</summary>
    [Setting(nameof(DecayRate), Above = 0, AtMost = 1)]
    public double DecayRate { get; init; } = 0.1;

    /// <summary>n, epochs from one change to the next. Range: at least 1. Default: 10.</summary>
    [Setting("StepEpochs", AtLeast = 1)]
    public int DecayEpochs { get; init; } = 10;

    /// <inheritdoc/>
    private protected override double Factor(long step, int stepsPerEpoch, long steps) =>
        Math.Pow(DecayRate, step / stepsPerEpoch / DecayEpochs);
}
