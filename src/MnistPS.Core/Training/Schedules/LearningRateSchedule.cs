using System.Text.Json.Serialization;
using MnistPS.Settings;

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
[Configurable("schedule", OutOfRange = "TrainingSettingOutOfRange", NotApplicable = "ScheduleParameterNotApplicable")]
public abstract record LearningRateSchedule : INamed
{
    /// <summary>
    /// Epochs at the beginning over which the rate grows in equal steps from 0 up to the compiled one; the schedule follows. As
    /// in Keras's <c>CosineDecay</c> with a warm-up from 0, step i of n, counted from 0, has rate·i/n: the first changes nothing.
    /// Range: at least 0. Default: 0.
    /// </summary>
    [Setting(nameof(WarmupEpochs), AtLeast = 0, Below = int.MaxValue)]
    public double WarmupEpochs { get; init; }

    /// <summary>Makes a schedule.</summary>
    /// <param name="kind">Which; null for the kind of <paramref name="own"/>, or else a constant rate.</param>
    /// <param name="given">Its settings, by their names.</param>
    /// <param name="own">A schedule whose settings stay where none are given and the kind is the same; may be null.</param>
    /// <returns>The schedule; null for a rate that never changes.</returns>
    /// <exception cref="MnistPSException">
    /// A setting is none of this schedule's (<c>ScheduleParameterNotApplicable</c>), or out of range.
    /// </exception>
    public static LearningRateSchedule? Create(
        ScheduleKind? kind, IReadOnlyDictionary<string, object?> given, LearningRateSchedule? own = null)
    {
        var wanted = kind ?? own?.Kind ?? ScheduleKind.Constant;
        var settings = own?.Kind == wanted
            ? SettingList.Of(own.GetType()).All.ToDictionary(setting => setting.Name, setting => setting.Read(own))
            : [];
        foreach (var (name, value) in given)
            settings[name] = value;
        var schedule = Catalog<LearningRateSchedule>.Create(wanted, settings);
        return schedule is ConstantSchedule { WarmupEpochs: 0 } ? null : schedule;
    }

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

    /// <summary>Which schedule it is.</summary>
    [JsonIgnore]
    public ScheduleKind Kind => Enum.Parse<ScheduleKind>(GetType().Name[..^"Schedule".Length]);

    /// <inheritdoc/>
    [JsonIgnore]
    public string Name => Kind.ToString();

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
