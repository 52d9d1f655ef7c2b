using MnistPS.Models;

namespace MnistPS.Training;

/// <summary>A training that took place: what each epoch brought, and what is needed to repeat it.</summary>
public sealed class TrainingRun
{
    internal TrainingRun(
        DenseModel model, TrainingOptions options, int seed, int? threadCount, IReadOnlyList<EpochRecord> epochs)
    {
        (Model, Options, Seed, ThreadCount, Epochs) = (model, options, seed, threadCount, epochs);
    }

    /// <summary>The model, trained.</summary>
    public DenseModel Model { get; }

    /// <summary>What each epoch brought.</summary>
    public IReadOnlyList<EpochRecord> Epochs { get; }

    /// <summary>Where the order of the samples and all other chance came from.</summary>
    public int Seed { get; }

    /// <summary>Threads of a matrix product: the weights are repeatable bit for bit with the same number only.</summary>
    public int? ThreadCount { get; }

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
