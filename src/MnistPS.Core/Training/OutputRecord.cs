namespace MnistPS.Training;

/// <summary>What an epoch brought for one of several outputs; the numbers are those of an <see cref="EpochRecord"/>.</summary>
public sealed record OutputRecord
{
    /// <summary>Name of the output layer.</summary>
    public required string Name { get; init; }

    /// <summary>Mean loss of this output over the epoch's batches, without its factor.</summary>
    public required double Loss { get; init; }

    /// <summary>Share of right answers over the epoch's batches, 0 to 1.</summary>
    public required double Accuracy { get; init; }

    /// <summary>Share of right answers among the k likeliest, 0 to 1; null without a k.</summary>
    public double? TopKAccuracy { get; init; }

    /// <summary>Mean loss on the validation samples; null without any.</summary>
    public double? ValidationLoss { get; init; }

    /// <summary>Share of right answers on the validation samples, 0 to 1; null without any.</summary>
    public double? ValidationAccuracy { get; init; }

    /// <summary>Share of right answers among the k likeliest on the validation samples; null without a k or any samples.</summary>
    public double? ValidationTopKAccuracy { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Name}: loss {Loss:F4}, accuracy {Accuracy:P2}";
}
