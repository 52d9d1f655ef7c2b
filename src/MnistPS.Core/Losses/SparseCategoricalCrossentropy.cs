namespace MnistPS.Losses;

/// <summary>
/// Cross-entropy for labels that are class numbers instead of one-hot vectors. The labels become vectors when a batch is
/// formed, so the formula is <see cref="CategoricalCrossentropy"/>'s.
/// </summary>
/// <param name="fromLogits">Whether outputs are logits that have not gone through a softmax. Default: false.</param>
public sealed class SparseCategoricalCrossentropy(bool fromLogits = false)
    : CategoricalCrossentropy(labelSmoothing: 0, fromLogits)
{
    /// <inheritdoc/>
    public override string Name => "sparse_categorical_crossentropy";

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, object?> GetConfiguration() =>
        new Dictionary<string, object?> { ["from_logits"] = FromLogits };
}
