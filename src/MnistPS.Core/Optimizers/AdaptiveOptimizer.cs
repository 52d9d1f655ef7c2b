using System.Numerics;
using MnistPS.Settings;

namespace MnistPS.Optimizers;

/// <summary>An optimizer whose steps are gradients divided by how large gradients have been.</summary>
public abstract class AdaptiveOptimizer : Optimizer
{
    // The largest gradient that is squared.
    private const float LargestSquared = 1L << 56;

    /// <summary>ε, which keeps a division by a root of zero apart from zero. Range: above 0. Default: 1e-7, as in Keras.</summary>
    [Setting("epsilon", Above = 0)]
    public float Epsilon { get; init; } = 1e-7f;

    /// <summary>
    /// The gradient cut off at ±2⁵⁶ ≈ 7e16, whose square and the sum of many such squares float32 still holds; what is
    /// infinite or no number stays so. A step that divides by the root of a mean square does not depend on how large
    /// gradients are, so that it goes on where others overflow: in Keras such a weight stands still from 2e19 on.
    /// </summary>
    private protected static Vector<float> Bounded(Vector<float> gradient)
    {
        var (size, limit) = (Vector.Abs(gradient), new Vector<float>(LargestSquared));
        var tooLarge = Vector.GreaterThan(size, limit) & Vector.LessThan(size, new Vector<float>(float.PositiveInfinity));
        return Vector.ConditionalSelect(tooLarge, limit | (gradient & new Vector<float>(-0f)), gradient);
    }
}

/// <summary>An adaptive optimizer that follows two means: of gradients, and of how large they are.</summary>
public abstract class MomentOptimizer : AdaptiveOptimizer
{
    /// <summary>β₁, the memory of the mean gradient. Range: 0 to below 1. Default: 0.9.</summary>
    [Setting("beta_1", AtLeast = 0, Below = 1)]
    public float Beta1 { get; init; } = 0.9f;

    /// <summary>β₂, the memory of the mean square, or of the largest gradient. Range: 0 to below 1. Default: 0.999.</summary>
    [Setting("beta_2", AtLeast = 0, Below = 1)]
    public float Beta2 { get; init; } = 0.999f;
}
