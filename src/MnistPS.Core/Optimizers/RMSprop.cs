using System.Numerics;
using MnistPS.Settings;

namespace MnistPS.Optimizers;

/// <summary>
/// RMSprop (Tieleman and Hinton 2012): v = ρ·v + (1 − ρ)·g², w −= rate·g / √(v + ε). Centered, v loses the square of the
/// gradients' mean; with momentum μ, s = μ·s + rate·g / √(v + ε) and w −= s.
/// </summary>
public sealed class RMSprop : AdaptiveOptimizer
{
    /// <summary>ρ, the memory of the mean square. Range: 0 to below 1. Default: 0.9.</summary>
    [Setting("rho", AtLeast = 0, Below = 1)]
    public float Rho { get; init; } = 0.9f;

    /// <summary>μ, the share of the last step that goes on. Range: 0 to below 1. Default: 0.</summary>
    [Setting("momentum", AtLeast = 0, Below = 1)]
    public float Momentum { get; init; }

    /// <summary>Whether to divide by the variance instead of the mean square. Default: false.</summary>
    [Setting("centered")]
    public bool Centered { get; init; }

    /// <inheritdoc/>
    protected override int SlotCount => 1 + (Momentum > 0 ? 1 : 0) + (Centered ? 1 : 0);

    /// <inheritdoc/>
    private protected override void Update(Span<Vector<float>> weights, ReadOnlySpan<Vector<float>> gradients, int first)
    {
        var (rate, kept, epsilon) = (new Vector<float>(LearningRate), KeptShare, new Vector<float>(Epsilon));
        var (newSquare, momentum) = (new Vector<float>(1 - Rho), new Vector<float>(Momentum));
        var squares = Slot(0)[first..];
        var means = Centered ? Slot(1)[first..] : default;
        var velocities = Momentum > 0 ? Slot(SlotCount - 1)[first..] : default;
        for (var i = 0; i < weights.Length; i++)
        {
            var gradient = Bounded(gradients[i]);
            var square = squares[i] = Follow(squares[i], gradient * gradient, newSquare);
            if (Centered)
            {
                // A variance is never negative, but its rounding can be.
                var mean = means[i] = Follow(means[i], gradient, newSquare);
                square = Vector.Max(square - (mean * mean), Vector<float>.Zero);
            }

            var step = rate * gradient / Vector.SquareRoot(square + epsilon);
            if (Momentum > 0)
                step = velocities[i] = (momentum * velocities[i]) + step;
            weights[i] = (weights[i] * kept) - step;
        }
    }
}
