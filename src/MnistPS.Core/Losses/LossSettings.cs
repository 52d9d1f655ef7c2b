namespace MnistPS.Losses;

/// <summary>Settings of a loss; null stands for the loss's own default.</summary>
public sealed record LossSettings
{
    /// <summary>The share of certainty that is spread over all answers. Range: 0 to below 1. Default: 0.</summary>
    public float? LabelSmoothing { get; init; }

    /// <summary>Whether outputs are logits, that have gone through no softmax and no sigmoid. Default: false.</summary>
    public bool? FromLogits { get; init; }

    /// <summary>δ of the Huber loss. Range: above 0. Default: 1.</summary>
    public float? Delta { get; init; }

    /// <summary>Names of the settings that have been given.</summary>
    internal IEnumerable<string> Given
    {
        get
        {
            if (LabelSmoothing is not null)
                yield return nameof(LabelSmoothing);
            if (FromLogits is not null)
                yield return nameof(FromLogits);
            if (Delta is not null)
                yield return nameof(Delta);
        }
    }
}
