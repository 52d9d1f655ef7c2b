namespace MnistPS.Layers;

/// <summary>Settings of a batch normalization. The defaults are Keras's.</summary>
public sealed record BatchNormalizationOptions
{
    /// <summary>The share of the moving mean and variance that stays at each batch. Range: 0 to 1. Default: 0.99.</summary>
    public float Momentum { get; init; } = 0.99f;

    /// <summary>What is added to the variance, so that nothing is divided by 0. Range: above 0. Default: 0.001.</summary>
    public float Epsilon { get; init; } = 1e-3f;

    internal IReadOnlyDictionary<string, object?> ToConfiguration() =>
        new Dictionary<string, object?> { ["momentum"] = Momentum, ["epsilon"] = Epsilon };
}
