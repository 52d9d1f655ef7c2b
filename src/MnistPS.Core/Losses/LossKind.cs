namespace MnistPS.Losses;

/// <summary>The losses that there are.</summary>
public enum LossKind
{
    /// <summary>−Σ y·log p over the classes, for one-hot labels.</summary>
    CategoricalCrossentropy,

    /// <summary>The same for labels that are class numbers.</summary>
    SparseCategoricalCrossentropy,

    /// <summary>−y·log p − (1 − y)·log(1 − p), mean over the outputs: each is a yes or no of its own.</summary>
    BinaryCrossentropy,

    /// <summary>(p − y)², mean over the outputs.</summary>
    MeanSquaredError,

    /// <summary>½·(p − y)² up to an error of 1, and a straight line beyond.</summary>
    Huber,
}
