namespace MnistPS.Training.Checkpoints;

/// <summary>What a training remembers besides numbers per weight. Order and random numbers need no memory: see <see cref="EpochRandomStreams"/>.</summary>
internal sealed record CheckpointState
{
    /// <summary>A state to which the callbacks add what they remember.</summary>
    /// <param name="options">How it is trained.</param>
    /// <param name="seed">Seed of all random numbers.</param>
    /// <param name="threads">Threads that share the work.</param>
    /// <param name="samples">Samples that are learned from.</param>
    /// <param name="epochs">What the epochs brought.</param>
    /// <returns>The state.</returns>
    internal static CheckpointState Create(
        TrainingOptions options, int seed, int threads, int samples, IReadOnlyList<EpochRecord> epochs) => new()
        {
            Options = options,
            Seed = seed,
            ThreadCount = threads,
            SampleCount = samples,
            ValidationCount = options.Validation?.Count,
            Epochs = epochs,
            Iterations = 0,
            BaseRate = 0,
            Reduction = 1,
            PlateauWatch = new MetricWatch(),
            StoppingWatch = new MetricWatch(),
            BestWatch = new MetricWatch(),
            BestEpoch = null,
            AverageUpdates = 0,
        };

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

    /// <summary>Epochs in which no plateau is looked for; not in files of 0.1.0, which had no cooldown.</summary>
    public int PlateauCooldown { get; init; }

    public required MetricWatch StoppingWatch { get; init; }

    public required MetricWatch BestWatch { get; init; }

    public required int? BestEpoch { get; init; }

    /// <summary>Steps of the weights' average.</summary>
    public required long AverageUpdates { get; init; }
}
