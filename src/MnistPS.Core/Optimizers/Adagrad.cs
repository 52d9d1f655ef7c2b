using System.Numerics;
using MnistPS.Settings;

namespace MnistPS.Optimizers;

/// <summary>
/// Adagrad (Duchi et al. 2011): a += g², w −= rate·g / √(a + ε). What has changed much already changes less and less.
/// </summary>
public sealed class Adagrad : AdaptiveOptimizer
{
    /// <summary>a before the first step. Range: at least 0. Default: 0.1.</summary>
    [Setting("initial_accumulator_value", AtLeast = 0)]
    public float InitialAccumulator { get; init; } = 0.1f;

    /// <inheritdoc/>
    protected override int SlotCount => 1;

    /// <inheritdoc/>
    private protected override float FirstSlotValue => InitialAccumulator;

    /// <inheritdoc/>
    private protected override void Update(Span<Vector<float>> weights, ReadOnlySpan<Vector<float>> gradients, int first)
    {
        var (rate, kept, epsilon) = (new Vector<float>(LearningRate), KeptShare, new Vector<float>(Epsilon));
        var accumulators = Slot(0)[first..];
        for (var i = 0; i < weights.Length; i++)
        {
            var gradient = Bounded(gradients[i]);
            var accumulator = accumulators[i] += gradient * gradient;
            weights[i] = (weights[i] * kept) - (rate * gradient / Vector.SquareRoot(accumulator + epsilon));
        }
    }
}
