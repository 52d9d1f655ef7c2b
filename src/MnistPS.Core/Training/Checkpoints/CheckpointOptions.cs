using System.Globalization;

namespace MnistPS.Training.Checkpoints;

/// <summary>When a checkpoint is written.</summary>
public enum CheckpointMode
{
    /// <summary>After every epoch.</summary>
    EveryEpoch,

    /// <summary>After an epoch whose monitored metric is the best so far.</summary>
    Best,
}

/// <summary>Where and when the state of a training is saved.</summary>
public sealed record CheckpointOptions
{
    private const string EpochPlaceholder = "{epoch}";

    /// <summary>
    /// Path of the file, which is replaced each time in one move; <c>{epoch}</c> in it becomes the number of the epoch, so
    /// that a file per epoch stays.
    /// </summary>
    public required string Path { get; init; }

    /// <summary>When to save. Default: after every epoch.</summary>
    public CheckpointMode Mode { get; init; } = CheckpointMode.EveryEpoch;

    /// <summary>Path of the file of an epoch.</summary>
    /// <param name="epoch">Number of the epoch.</param>
    /// <returns>The path.</returns>
    public string PathOf(int epoch) => Path.Replace(
        EpochPlaceholder, epoch.ToString("D2", CultureInfo.InvariantCulture), StringComparison.OrdinalIgnoreCase);
}
