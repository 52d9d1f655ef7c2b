using System.Text.Json.Serialization;

namespace MnistPS.Training.Schedules;

/// <summary>
/// How the size of a step changes while a model trains. The rate with which the model was compiled is the largest one;
/// after the run the optimizer has it again.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(ConstantSchedule), "constant")]
[JsonDerivedType(typeof(StepSchedule), "step")]
[JsonDerivedType(typeof(ExponentialSchedule), "exponential")]
[JsonDerivedType(typeof(CosineSchedule), "cosine")]
[JsonDerivedType(typeof(OneCycleSchedule), "one_cycle")]
[JsonDerivedType(typeof(ReduceOnPlateauSchedule), "reduce_on_plateau")]
public abstract record LearningRateSchedule
{
    /// <summary>
    /// Epochs at the beginning over which the rate grows in equal steps from 0 up to the compiled one; the schedule follows. As
    /// in Keras's <c>CosineDecay</c> with a warm-up from 0, step i of n, counted from 0, has rate·i/n: the first changes nothing.
    /// Range: at least 0. Default: 0.
    /// </summary>
    public double WarmupEpochs { get; init; }

    /// <summary>The rate of a step.</summary>
    /// <param name="rate">The rate with which the model was compiled.</param>
    /// <param name="step">Number of the step in the whole training, from 0.</param>
    /// <param name="stepsPerEpoch">Steps in an epoch.</param>
    /// <param name="steps">Steps in the whole training.</param>
    /// <returns>The rate.</returns>
    public double RateAt(double rate, long step, int stepsPerEpoch, long steps)
    {
        var warmup = Math.Min((long)Math.Round(WarmupEpochs * stepsPerEpoch), steps);
        return step < warmup
            ? rate * step / warmup
            : rate * Factor(step - warmup, stepsPerEpoch, steps - warmup);
    }

    /// <summary>Refuses what is out of range.</summary>
    internal virtual void Check() =>
        TrainingOptions.Check(WarmupEpochs is >= 0 and < int.MaxValue, nameof(WarmupEpochs), WarmupEpochs, "at least 0");

    /// <summary>The share of the compiled rate that a step has, once warmed up.</summary>
    /// <param name="step">Number of the step, from 0.</param>
    /// <param name="stepsPerEpoch">Steps in an epoch.</param>
    /// <param name="steps">Steps in all.</param>
    /// <returns>The share.</returns>
    private protected abstract double Factor(long step, int stepsPerEpoch, long steps);

    /// <summary>Half a wave of the cosine from one value to another.</summary>
    /// <param name="from">Value at 0.</param>
    /// <param name="to">Value at 1.</param>
    /// <param name="progress">From 0 to 1.</param>
    /// <returns>to + (from − to)·(1 + cos(π·progress)) / 2.</returns>
    private protected static double Cosine(double from, double to, double progress) =>
        to + ((from - to) * (1 + Math.Cos(Math.PI * progress)) / 2);
}
