using MnistPS.Settings;

namespace MnistPS.Training.Schedules;

/// <summary>
/// Makes the rate smaller when the monitored metric has stopped improving. Keras's <c>ReduceLROnPlateau</c>: after
/// <see cref="DecayEpochs"/> epochs without improvement the rate is multiplied by <see cref="DecayRate"/>, and for
/// <see cref="CooldownEpochs"/> nothing is looked for.
/// </summary>
public sealed record ReduceOnPlateauSchedule : LearningRateSchedule
{
    /// <summary>What the rate is multiplied by. Range: above 0 and below 1. Default: 0.1.</summary>
    [Setting("ReductionFactor", Above = 0, Below = 1)]
    public double DecayRate { get; init; } = 0.1;

    /// <summary>Epochs without improvement before the rate changes. Range: at least 0. Default: 10.</summary>
    [Setting("Patience", AtLeast = 0)]
    public int DecayEpochs { get; init; } = 10;

    /// <summary>A change by less than this is no improvement. Range: at least 0. Default: 1e-4.</summary>
    [Setting("MinimumDelta", AtLeast = 0)]
    public double PlateauDelta { get; init; } = 1e-4;

    /// <summary>Epochs after a reduction in which no plateau is looked for. Range: at least 0. Default: 0.</summary>
    [Setting(nameof(CooldownEpochs), AtLeast = 0)]
    public int CooldownEpochs { get; init; }

    /// <summary>The rate never becomes smaller than this. Range: at least 0. Default: 0.</summary>
    [Setting("MinimumRate", AtLeast = 0)]
    public double MinimumLearningRate { get; init; }

    /// <summary>Takes in an epoch, in the order of Keras.</summary>
    /// <param name="state">What is remembered of the epochs before.</param>
    /// <param name="value">The value of the monitored metric; not a number is never better.</param>
    /// <param name="higherIsBetter">Whether more is better.</param>
    /// <returns>What is remembered from now on.</returns>
    internal PlateauState Next(PlateauState state, double value, bool higherIsBetter)
    {
        var improved = Improves(value, state.Watch.Best, higherIsBetter);
        var watch = state.Watch.Next(value, improved);
        if (state.Cooldown > 0)
            state = state with { Cooldown = state.Cooldown - 1 };
        if (state.Cooldown > 0 || improved)
            return state with { Watch = improved ? watch : watch with { Wait = 0 } };
        return watch.Wait < DecayEpochs
            ? state with { Watch = watch }
            : new PlateauState { Watch = watch with { Wait = 0 }, Reduction = state.Reduction * DecayRate, Cooldown = CooldownEpochs };
    }

    private bool Improves(double value, double? best, bool higherIsBetter) => best is null
        ? !double.IsNaN(value)
        : higherIsBetter ? value > best + PlateauDelta : value < best - PlateauDelta;

    // What the plateaus have taken off is no part of the schedule, which itself never changes: see PlateauState.
    /// <inheritdoc/>
    private protected override double Factor(long step, int stepsPerEpoch, long steps) => 1;
}
