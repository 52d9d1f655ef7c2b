namespace MnistPS.Training.Schedules;

/// <summary>
/// Half a wave of the cosine from the compiled rate down to the end of the training (Loshchilov and Hutter 2017, eq. 5):
/// rate·(f + (1 − f)·(1 + cos(π·step / steps)) / 2).
/// </summary>
public sealed record CosineSchedule : LearningRateSchedule
{
    /// <summary>f, the share of the rate at the end. Range: 0 to 1. Default: 0.</summary>
    public double FinalShare { get; init; }

    /// <inheritdoc/>
    internal override void Check()
    {
        base.Check();
        TrainingOptions.Check(FinalShare is >= 0 and <= 1, nameof(FinalShare), FinalShare, "from 0 to 1");
    }

    /// <inheritdoc/>
    private protected override double Factor(long step, int stepsPerEpoch, long steps) =>
        Cosine(1, FinalShare, (double)step / steps);
}
