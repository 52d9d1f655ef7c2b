using System.Globalization;
using MnistPS.Data.Augmentation;
using MnistPS.Settings;
using MnistPS.Training.Schedules;

namespace MnistPS.Training.Checkpoints;

/// <summary>
/// Refuses a training that would go on otherwise than it began: it compares all settings that are declared, but for those that
/// may change. Asking for the same is allowed, so that a command can be repeated.
/// </summary>
internal static class SettingsMatch
{
    /// <summary>Compares.</summary>
    /// <param name="before">How it was trained.</param>
    /// <param name="now">How it is to go on.</param>
    /// <exception cref="MnistPSException">
    /// A setting contradicts; the message and the datum <c>Setting</c> name it (<c>ResumeSettingMismatch</c>).
    /// </exception>
    internal static void Check(TrainingOptions before, TrainingOptions now)
    {
        foreach (var setting in SettingList.Of(typeof(TrainingOptions)).All.Where(setting => !setting.MayChange))
        {
            var (own, given) = (setting.Read(Complete(before)), setting.Read(Complete(now)));
            if (setting.Type == typeof(LearningRateSchedule))
                CheckSchedule(setting.Name, (LearningRateSchedule)own!, (LearningRateSchedule)given!);
            else
                Check(setting.Name, own, given);
        }
    }

    // What is not there is the same as what does nothing.
    private static TrainingOptions Complete(TrainingOptions options) => options with
    {
        Schedule = options.Schedule ?? new ConstantSchedule(),
        EarlyStopping = options.EarlyStopping ?? EarlyStopping.Never,
        Augmentation = options.Augmentation ?? new ImageAugmentation(),
    };

    private static void CheckSchedule(string name, LearningRateSchedule own, LearningRateSchedule given)
    {
        Check(name, own.Kind, given.Kind);
        foreach (var setting in SettingList.Of(own.GetType()).All)
            Check(setting.Name, setting.Read(own), setting.Read(given));
    }

    private static void Check(string name, object? own, object? given)
    {
        if (Text(own) == Text(given))
            return;
        var error = new MnistPSException(
            "ResumeSettingMismatch",
            ErrorKind.InvalidArgument,
            $"{name} is {Text(own)} in the training of the checkpoint, which goes on as it was; {Text(given)} was given.");
        error.Data["Setting"] = name;
        throw error;
    }

    private static string Text(object? value) => value switch
    {
        null or int.MaxValue => "not set",
        IReadOnlyDictionary<int, float> weights => string.Join(
            "; ", weights.OrderBy(entry => entry.Key).Select(entry => FormattableString.Invariant($"{entry.Key} = {entry.Value}"))),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
