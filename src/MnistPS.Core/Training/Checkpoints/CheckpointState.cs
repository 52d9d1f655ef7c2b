namespace MnistPS.Training.Checkpoints;

/// <summary>What a training remembers besides numbers per weight. Order and random numbers need no memory: see <see cref="EpochRandomStreams"/>.</summary>
internal sealed record CheckpointState
{
    public required TrainingOptions Options { get; init; }

    public required int Seed { get; init; }

    public required int ThreadCount { get; init; }

    /// <summary>Samples that were learned from.</summary>
    public required int SampleCount { get; init; }

    /// <summary>Samples of the validation dataset; null if there was none.</summary>
    public int? ValidationCount { get; init; }

    public required IReadOnlyList<EpochRecord> Epochs { get; init; }

    /// <summary>Steps of the optimizer.</summary>
    public required long Iterations { get; init; }

    /// <summary>The rate with which the model was compiled.</summary>
    public required float BaseRate { get; init; }

    public required double Reduction { get; init; }

    public required MetricWatch PlateauWatch { get; init; }

    public required MetricWatch StoppingWatch { get; init; }

    public required MetricWatch BestWatch { get; init; }

    public required int? BestEpoch { get; init; }

    /// <summary>Steps of the weights' average.</summary>
    public required long AverageUpdates { get; init; }
}
