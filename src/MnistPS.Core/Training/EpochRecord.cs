namespace MnistPS.Training;

/// <summary>What an epoch brought. A row of the table that a run shows.</summary>
public sealed record EpochRecord
{
    /// <summary>Number of the epoch, from 1.</summary>
    public required int Epoch { get; init; }

    /// <summary>
    /// Mean loss over the epoch's batches, each with the weights of its moment (Keras's running mean: not the loss that
    /// the final weights have on the training set). Penalties on large weights are part of it.
    /// </summary>
    public required double Loss { get; init; }

    /// <summary>Share of right answers over the epoch's batches, 0 to 1, each with the weights of its moment.</summary>
    public required double Accuracy { get; init; }

    /// <summary>Share of batches' answers that were right among the k likeliest; null unless compiled with a k.</summary>
    public double? TopKAccuracy { get; init; }

    /// <summary>Mean loss on the validation samples after the epoch; null without any.</summary>
    public double? ValidationLoss { get; init; }

    /// <summary>Share of right answers on the validation samples after the epoch, 0 to 1; null without any.</summary>
    public double? ValidationAccuracy { get; init; }

    /// <summary>Share of right answers among the k likeliest on the validation samples; null without a k or any samples.</summary>
    public double? ValidationTopKAccuracy { get; init; }

    /// <summary>The numbers of each output, where there are several; else null.</summary>
    public IReadOnlyList<OutputRecord>? Outputs { get; init; }

    /// <summary>Size of the last step of the epoch.</summary>
    public required double LearningRate { get; init; }

    /// <summary>Time that it took, validation included.</summary>
    public required double Seconds { get; init; }
}
