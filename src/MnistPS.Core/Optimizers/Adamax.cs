using System.Numerics;

namespace MnistPS.Optimizers;

/// <summary>
/// Adam by the largest gradient (Kingma and Ba 2015, section 7.1): m = β₁·m + (1 − β₁)·g, u = max(β₂·u, |g|),
/// w −= rate / (1 − β₁ᵗ)·m / (u + ε).
/// </summary>
public sealed class Adamax : MomentOptimizer
{
    private float _alpha;

    /// <inheritdoc/>
    protected override int SlotCount => 2;

    /// <inheritdoc/>
    private protected override void BeginStep() => _alpha = (float)(LearningRate / (1 - Math.Pow(Beta1, Iterations)));

    /// <inheritdoc/>
    private protected override void Update(Span<Vector<float>> weights, ReadOnlySpan<Vector<float>> gradients, int first)
    {
        var (alpha, kept, epsilon) = (new Vector<float>(_alpha), KeptShare, new Vector<float>(Epsilon));
        var (newMean, memory) = (new Vector<float>(1 - Beta1), new Vector<float>(Beta2));
        var means = Slot(0)[first..];
        var largest = Slot(1)[first..];
        for (var i = 0; i < weights.Length; i++)
        {
            var mean = means[i] = Follow(means[i], gradients[i], newMean);
            var size = largest[i] = Vector.Max(memory * largest[i], Vector.Abs(gradients[i]));
            weights[i] = (weights[i] * kept) - (alpha * mean / (size + epsilon));
        }
    }
}
