using System.Numerics;
using MnistPS.Settings;

namespace MnistPS.Optimizers;

/// <summary>
/// Lion (Chen et al. 2023): w −= rate·sign(β₁·m + (1 − β₁)·g), then m = β₂·m + (1 − β₂)·g. All weights go the same way
/// far, so that the rate should be three to ten times smaller than Adam's.
/// </summary>
public sealed class Lion : Optimizer
{
    /// <summary>β₁, the share of the memory in a step. Range: above 0, below 1, as in Keras. Default: 0.9.</summary>
    [Setting("beta_1", Above = 0, Below = 1)]
    public float Beta1 { get; init; } = 0.9f;

    /// <summary>β₂, the memory of the mean. Range: 0 to below 1. Default: 0.99.</summary>
    [Setting("beta_2", AtLeast = 0, Below = 1)]
    public float Beta2 { get; init; } = 0.99f;

    /// <inheritdoc/>
    protected override int SlotCount => 1;

    /// <inheritdoc/>
    private protected override void Update(Span<Vector<float>> weights, ReadOnlySpan<Vector<float>> gradients, int first)
    {
        var (rate, kept) = (new Vector<float>(LearningRate), KeptShare);
        var (stepShare, newMean) = (new Vector<float>(1 - Beta1), new Vector<float>(1 - Beta2));
        var means = Slot(0)[first..];
        for (var i = 0; i < weights.Length; i++)
        {
            var direction = means[i] + ((gradients[i] - means[i]) * stepShare);
            means[i] = Follow(means[i], gradients[i], newMean);
            weights[i] = (weights[i] * kept) - SignOf(direction, rate);
        }
    }

    // The size with the sign of the direction; 0 where there is no direction, and NaN where the direction is no number.
    private static Vector<float> SignOf(Vector<float> direction, Vector<float> size)
    {
        var up = Vector.ConditionalSelect(Vector.GreaterThan(direction, Vector<float>.Zero), size, Vector<float>.Zero);
        return Vector.ConditionalSelect(Vector.LessThan(direction, Vector<float>.Zero), -size, up) + (direction * Vector<float>.Zero);
    }
}
