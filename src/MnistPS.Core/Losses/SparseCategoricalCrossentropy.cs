namespace MnistPS.Losses;

/// <summary>
/// Cross-entropy for labels that are class numbers instead of one-hot vectors. The labels become vectors when a batch is
/// formed, so the formula is <see cref="CategoricalCrossentropy"/>'s.
/// </summary>
public sealed class SparseCategoricalCrossentropy : CategoricalCrossentropy
{
    /// <inheritdoc/>
    public override string Name => "sparse_categorical_crossentropy";

    /// <summary>Always 0: a class number has no certainty to spread, and this is no setting here, as in Keras.</summary>
    public override float LabelSmoothing => 0;
}
