namespace MnistPS.Training.Schedules;

/// <summary>The compiled rate throughout, after the warm-up.</summary>
public sealed record ConstantSchedule : LearningRateSchedule
{
    /// <inheritdoc/>
    private protected override double Factor(long step, int stepsPerEpoch, long steps) => 1;
}
