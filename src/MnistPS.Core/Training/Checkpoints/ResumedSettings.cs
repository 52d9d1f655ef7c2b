using System.Globalization;
using MnistPS.Training.Schedules;

namespace MnistPS.Training.Checkpoints;

/// <summary>
/// The settings that a training which goes on from a checkpoint has from there, by the names of the parameters of
/// Invoke-ModelTraining. Asking for the same is allowed, so that a command can be repeated with -ResumeFrom.
/// </summary>
public static class ResumedSettings
{
    private static readonly Dictionary<string, Func<Checkpoint, object?>> s_settings = new(StringComparer.OrdinalIgnoreCase)
    {
        ["BatchSize"] = checkpoint => checkpoint.Options.BatchSize,
        ["InitialEpoch"] = checkpoint => checkpoint.Epochs[^1].Epoch,
        ["ValidationSplit"] = checkpoint => checkpoint.Options.ValidationSplit,
        ["Seed"] = checkpoint => checkpoint.Seed,
        ["ThreadCount"] = checkpoint => checkpoint.State.ThreadCount,
        ["Engine"] = checkpoint => checkpoint.Options.Engine,
        ["NoShuffle"] = checkpoint => !checkpoint.Options.Shuffle,
        ["ClassWeight"] = checkpoint => checkpoint.Options.ClassWeights,
        ["LearningRateSchedule"] = checkpoint => ScheduleOf(checkpoint).Kind,
        ["WarmupEpochs"] = checkpoint => ScheduleOf(checkpoint).Settings.WarmupEpochs,
        ["DecayRate"] = checkpoint => ScheduleOf(checkpoint).Settings.DecayRate,
        ["DecayEpochs"] = checkpoint => ScheduleOf(checkpoint).Settings.DecayEpochs,
        ["CooldownEpochs"] = checkpoint => ScheduleOf(checkpoint).Settings.CooldownEpochs,
        ["MinimumLearningRate"] = checkpoint => ScheduleOf(checkpoint).Settings.MinimumLearningRate,
        ["PlateauDelta"] = checkpoint => ScheduleOf(checkpoint).Settings.PlateauDelta,
        ["StartFromEpoch"] = checkpoint => checkpoint.Options.EarlyStopping?.StartFromEpoch ?? 0,
        ["Baseline"] = checkpoint => checkpoint.Options.EarlyStopping?.Baseline,
        ["Monitor"] = checkpoint => checkpoint.Options.MonitoredMetric,
        ["Patience"] = checkpoint => checkpoint.Options.EarlyStopping?.Patience,
        ["MinimumDelta"] = checkpoint => checkpoint.Options.EarlyStopping?.MinimumDelta ?? 0,
        ["RestoreBestWeights"] = checkpoint => checkpoint.Options.EarlyStopping?.RestoreBestWeights ?? false,
        ["ShiftRange"] = checkpoint => checkpoint.Options.Augmentation?.Shift ?? 0,
        ["RotationRange"] = checkpoint => checkpoint.Options.Augmentation?.Rotation ?? 0,
        ["ScaleRange"] = checkpoint => checkpoint.Options.Augmentation?.Scale ?? 0,
        ["ShearRange"] = checkpoint => checkpoint.Options.Augmentation?.Shear ?? 0,
        ["ElasticRange"] = checkpoint => checkpoint.Options.Augmentation?.Elastic ?? 0,
        ["WeightAverageDecay"] = checkpoint => checkpoint.Options.WeightAverageDecay,
    };

    /// <summary>Refuses settings that contradict a checkpoint.</summary>
    /// <param name="checkpoint">The checkpoint.</param>
    /// <param name="given">Settings by name; names of something else are passed over.</param>
    /// <exception cref="MnistPSException">One contradicts; the message names it (<c>ResumeSettingMismatch</c>).</exception>
    public static void Check(Checkpoint checkpoint, IEnumerable<KeyValuePair<string, object?>> given)
    {
        foreach (var (name, value) in given)
        {
            if (!s_settings.TryGetValue(name, out var read))
                continue;
            var (own, asked) = (Text(read(checkpoint)), Text(value));
            if (own != asked)
                throw new MnistPSException(
                    "ResumeSettingMismatch",
                    ErrorKind.InvalidArgument,
                    $"{name} is {own} in the training of the checkpoint, which goes on as it was; {asked} was given. "
                    + $"Leave -{name} out, or begin a new training without -ResumeFrom.");
        }
    }

    private static (ScheduleKind Kind, ScheduleSettings Settings) ScheduleOf(Checkpoint checkpoint) =>
        ScheduleCatalog.Describe(checkpoint.Options.Schedule);

    private static string Text(object? value) => value switch
    {
        null => "not set",
        IReadOnlyDictionary<int, float> weights => string.Join(
            "; ", weights.OrderBy(entry => entry.Key).Select(entry => FormattableString.Invariant($"{entry.Key} = {entry.Value}"))),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
