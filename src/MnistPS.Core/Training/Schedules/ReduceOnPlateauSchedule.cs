namespace MnistPS.Training.Schedules;

/// <summary>
/// Makes the rate smaller when the monitored metric has stopped improving. Keras's <c>ReduceLROnPlateau</c>: after
/// <see cref="Patience"/> epochs without improvement the rate is multiplied by <see cref="ReductionFactor"/>.
/// </summary>
public sealed record ReduceOnPlateauSchedule : LearningRateSchedule
{
    /// <summary>What the rate is multiplied by. Range: above 0 and below 1. Default: 0.1.</summary>
    public double ReductionFactor { get; init; } = 0.1;

    /// <summary>Epochs without improvement before the rate changes. Range: at least 0. Default: 10.</summary>
    public int Patience { get; init; } = 10;

    /// <summary>A change by less than this is no improvement. Range: at least 0. Default: 1e-4.</summary>
    public double MinimumDelta { get; init; } = 1e-4;

    /// <summary>The rate never becomes smaller than this. Range: at least 0. Default: 0.</summary>
    public double MinimumRate { get; init; }

    /// <inheritdoc/>
    internal override void Check()
    {
        base.Check();
        TrainingOptions.Check(
            ReductionFactor is > 0 and < 1, nameof(ReductionFactor), ReductionFactor, "above 0 and below 1");
        TrainingOptions.Check(Patience >= 0, nameof(Patience), Patience, "at least 0");
        TrainingOptions.Check(MinimumDelta >= 0, nameof(MinimumDelta), MinimumDelta, "at least 0");
        TrainingOptions.Check(MinimumRate >= 0, nameof(MinimumRate), MinimumRate, "at least 0");
    }

    // What the plateaus have taken off is kept by LearningRateControl, since a schedule itself never changes.
    /// <inheritdoc/>
    private protected override double Factor(long step, int stepsPerEpoch, long steps) => 1;
}
