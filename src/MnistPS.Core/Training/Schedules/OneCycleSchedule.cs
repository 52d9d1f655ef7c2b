using MnistPS.Settings;

namespace MnistPS.Training.Schedules;

/// <summary>
/// One rise and one fall over the whole training (Smith and Topin 2018, with fastai's numbers): from rate / 25 up to the
/// compiled rate over the first quarter, then down to rate / 100,000, each along half a wave of the cosine. It has its
/// warm-up built in.
/// </summary>
public sealed record OneCycleSchedule : LearningRateSchedule, ISettingsCheck
{
    private const double Start = 1.0 / 25;
    private const double End = 1e-5;
    private const double RisingShare = 0.25;

    /// <inheritdoc/>
    void ISettingsCheck.CheckSettings() => TrainingOptions.Check(
        WarmupEpochs == 0, nameof(WarmupEpochs), WarmupEpochs, "0 with one-cycle, which begins with a warm-up of its own");

    // The first step has the first rate, the last step the last one.
    /// <inheritdoc/>
    private protected override double Factor(long step, int stepsPerEpoch, long steps)
    {
        var progress = steps > 1 ? Math.Min((double)step / (steps - 1), 1) : RisingShare;
        return progress <= RisingShare
            ? Cosine(Start, 1, progress / RisingShare)
            : Cosine(1, End, (progress - RisingShare) / (1 - RisingShare));
    }
}
