using MnistPS.Settings;

namespace MnistPS.Layers;

/// <summary>Settings of a batch normalization. The defaults are Keras's.</summary>
[Configurable("batch normalization", OutOfRange = "BatchNormalizationOutOfRange")]
public sealed record BatchNormalizationOptions
{
    /// <summary>The share of the moving mean and variance that stays at each batch. Range: 0 to 1. Default: 0.99.</summary>
    [Setting("momentum", AtLeast = 0, AtMost = 1)]
    public float Momentum { get; init; } = 0.99f;

    /// <summary>What is added to the variance, so that nothing is divided by 0. Range: above 0. Default: 0.001.</summary>
    [Setting("epsilon", Above = 0)]
    public float Epsilon { get; init; } = 1e-3f;
}
