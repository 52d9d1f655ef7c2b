namespace MnistPS.Losses;

/// <summary>The losses that there are.</summary>
public enum LossKind
{
    /// <summary>Cross-entropy of classes, for one-hot labels.</summary>
    CategoricalCrossentropy,

    /// <summary>Cross-entropy of classes, for labels that are class numbers.</summary>
    SparseCategoricalCrossentropy,
}
