using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;

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

    /// <summary>Makes options whose path is still to be set.</summary>
    public CheckpointOptions()
    {
    }

    // What a checkpoint tells of its own options: when to save. Where is never taken from a file, whoever wrote it.
    [JsonConstructor, SetsRequiredMembers]
    private CheckpointOptions(CheckpointMode mode) => (Path, Mode) = (string.Empty, mode);

    /// <summary>
    /// Path of the file, which is replaced each time in one move; <c>{epoch}</c> in it becomes the number of the epoch, so
    /// that a file per epoch stays. It is no part of a checkpoint: see <see cref="Of"/>.
    /// </summary>
    [JsonIgnore]
    public required string Path { get; init; }

    /// <summary>When to save. Default: after every epoch.</summary>
    public CheckpointMode Mode { get; init; } = CheckpointMode.EveryEpoch;

    /// <summary>Whether <c>{epoch}</c> in the path stands for itself.</summary>
    [JsonIgnore]
    public bool IsLiteral { get; init; }

    /// <summary>The options of a checkpoint that was read: later ones replace the file that it was read from, and no other.</summary>
    /// <param name="path">Path of the file that was read.</param>
    /// <param name="mode">When to save.</param>
    /// <returns>The options.</returns>
    public static CheckpointOptions Of(string path, CheckpointMode mode) =>
        new() { Path = System.IO.Path.GetFullPath(path), Mode = mode, IsLiteral = true };

    /// <summary>Path of the file of an epoch.</summary>
    /// <param name="epoch">Number of the epoch.</param>
    /// <returns>The path.</returns>
    public string PathOf(int epoch) => IsLiteral ? Path : Path.Replace(
        EpochPlaceholder, epoch.ToString("D2", CultureInfo.InvariantCulture), StringComparison.OrdinalIgnoreCase);
}
