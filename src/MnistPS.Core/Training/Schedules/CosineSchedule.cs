using MnistPS.Settings;

namespace MnistPS.Training.Schedules;

/// <summary>
/// Half a wave of the cosine from the compiled rate down to the end of the training (Loshchilov and Hutter 2017, eq. 5):
/// rate·(f + (1 − f)·(1 + cos(π·step / steps)) / 2).
/// </summary>
public sealed record CosineSchedule : LearningRateSchedule
{
    /// <summary>f, the share of the rate at the end. Range: 0 to 1. Default: 0.</summary>
    [Setting(nameof(FinalShare), AtLeast = 0, AtMost = 1)]
    public double FinalShare { get; init; }

    /// <inheritdoc/>
    private protected override double Factor(long step, int stepsPerEpoch, long steps) =>
        Cosine(1, FinalShare, (double)step / steps);
}
