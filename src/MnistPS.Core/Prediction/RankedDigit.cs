namespace MnistPS.Prediction;

/// <summary>A digit and how likely it is.</summary>
/// <param name="Digit">The digit.</param>
/// <param name="Confidence">Its probability in the eyes of the network, 0 to 1; null where that answers without probabilities.</param>
public sealed record RankedDigit(int Digit, float? Confidence)
{
    /// <inheritdoc/>
    public override string ToString() => Confidence is null ? $"{Digit}" : $"{Digit} ({Confidence:P1})";
}
