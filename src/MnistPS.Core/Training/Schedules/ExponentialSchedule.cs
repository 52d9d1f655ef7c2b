using MnistPS.Settings;

namespace MnistPS.Training.Schedules;

/// <summary>With every batch the rate shrinks by the same factor: rate·d^(step / steps per epoch), so by d in an epoch.</summary>
public sealed record ExponentialSchedule : LearningRateSchedule
{
    /// <summary>d, what the rate is multiplied by in the course of an epoch. Range: above 0 to 1. Default: 0.9.</summary>
    [Setting(nameof(DecayRate), Above = 0, AtMost = 1)]
    public double DecayRate { get; init; } = 0.9;

    /// <inheritdoc/>
    private protected override double Factor(long step, int stepsPerEpoch, long steps) =>
        Math.Pow(DecayRate, (double)step / stepsPerEpoch);
}
