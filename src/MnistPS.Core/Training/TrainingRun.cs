using MnistPS.Models;
using MnistPS.Training.Engines;

namespace MnistPS.Training;

/// <summary>A training that took place: what each epoch brought, and what is needed to repeat it.</summary>
public sealed class TrainingRun
{
    internal TrainingRun(DenseModel model, TrainingOptions options, int seed, IReadOnlyList<EpochRecord> epochs)
    {
        (Model, Options, Seed, Epochs) = (model, options, seed, epochs);
    }

    /// <summary>The model, trained.</summary>
    public DenseModel Model { get; }

    /// <summary>What each epoch brought; of a resumed training, the epochs before the interruption too.</summary>
    public IReadOnlyList<EpochRecord> Epochs { get; }

    /// <summary>Seed of the order of the samples and of all other random numbers.</summary>
    public int Seed { get; }

    /// <summary>Threads that shared the work, which may be needed to repeat it: see <see cref="TrainingOptions.ThreadCount"/>.</summary>
    public int ThreadCount { get; init; }

    /// <summary>Who computed it, which is needed to repeat it.</summary>
    public TrainingEngineKind Engine => Options.Engine;

    /// <summary>Why it ended.</summary>
    public StopReason StopReason { get; init; }

    /// <summary>Number of the epoch with the best value of the monitored metric; null if none was finished.</summary>
    public int? BestEpoch { get; init; }

    /// <summary>Whether the model has the weights of that epoch instead of those of the last one.</summary>
    public bool BestWeightsRestored { get; init; }

    /// <summary>How it was trained.</summary>
    public TrainingOptions Options { get; }

    /// <summary>Time that all epochs took.</summary>
    public double Seconds => Epochs.Sum(epoch => epoch.Seconds);

    /// <summary>The last epoch; null if none was finished.</summary>
    public EpochRecord? Last => Epochs.Count > 0 ? Epochs[^1] : null;

    /// <summary>The run as text: a row per epoch.</summary>
    public string SummaryText => RunText.Summarize(this);

    /// <inheritdoc/>
    public override string ToString() => Last is null
        ? "no epoch finished"
        : $"{Epochs.Count} epochs, loss {Last.Loss:F4}, accuracy {Last.Accuracy:P2}, {Seconds:F1} s";
}
