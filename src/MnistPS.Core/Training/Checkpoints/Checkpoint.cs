using MnistPS.Models;
using MnistPS.Numerics;

namespace MnistPS.Training.Checkpoints;

/// <summary>A training that was saved after an epoch, and can go on as if it had never stopped.</summary>
/// <remarks>The file is a model file too: it holds the model as it would be used at that moment.</remarks>
public sealed class Checkpoint
{
    internal Checkpoint(DenseModel model, CheckpointState state, IReadOnlyDictionary<string, Matrix> tensors) =>
        (Model, State, Tensors) = (model, state, tensors);

    /// <summary>The model, compiled.</summary>
    public DenseModel Model { get; }

    /// <summary>
    /// How it was trained, with all that was chosen when it began, and how to go on; a dataset to validate on is not part of it.
    /// </summary>
    public TrainingOptions Options => State.Options with
    {
        InitialEpoch = Epochs[^1].Epoch,
        Seed = State.Seed,
        ThreadCount = State.ThreadCount,
        Monitor = State.Options.Monitor
            ?? (Epochs[^1].ValidationLoss is null ? MonitoredMetric.Loss : MonitoredMetric.ValidationLoss),
    };

    /// <summary>What the epochs brought.</summary>
    public IReadOnlyList<EpochRecord> Epochs => State.Epochs;

    /// <summary>Seed of the order of the samples and of all other random numbers.</summary>
    public int Seed => State.Seed;

    internal CheckpointState State { get; }

    /// <summary>Numbers per weight: the optimizer's memory, the average, the best weights.</summary>
    internal IReadOnlyDictionary<string, Matrix> Tensors { get; }

    /// <summary>Reads a checkpoint.</summary>
    /// <param name="path">Path of the file.</param>
    /// <returns>The checkpoint.</returns>
    /// <exception cref="MnistPSException">The file is damaged or no checkpoint (<c>CheckpointInvalid</c>).</exception>
    public static Checkpoint Load(string path) => CheckpointFile.Load(path);

    /// <inheritdoc/>
    public override string ToString() => $"{Model.Name} after epoch {(Epochs.Count > 0 ? Epochs[^1].Epoch : 0)}";
}
