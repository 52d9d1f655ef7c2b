using System.Numerics;
using MnistPS.Settings;

namespace MnistPS.Optimizers;

/// <summary>
/// Adam (Kingma and Ba 2015): m = β₁·m + (1 − β₁)·g, v = β₂·v + (1 − β₂)·g², w −= α·m / (√v + ε) with
/// α = rate·√(1 − β₂ᵗ) / (1 − β₁ᵗ). AMSGrad (Reddi et al. 2018) puts the largest v so far in the place of v.
/// </summary>
public class Adam : MomentOptimizer
{
    private float _alpha;

    /// <summary>Whether to divide by the largest mean square so far. Default: false.</summary>
    [Setting("amsgrad")]
    public bool AMSGrad { get; init; }

    /// <inheritdoc/>
    protected override int SlotCount => AMSGrad ? 3 : 2;

    /// <inheritdoc/>
    private protected override void BeginStep() => _alpha = (float)(
        LearningRate * (Math.Sqrt(1 - Math.Pow(Beta2, Iterations)) / (1 - Math.Pow(Beta1, Iterations))));

    /// <inheritdoc/>
    private protected override void Update(Span<Vector<float>> weights, ReadOnlySpan<Vector<float>> gradients, int first)
    {
        var (alpha, kept, epsilon) = (new Vector<float>(_alpha), KeptShare, new Vector<float>(Epsilon));
        var (newMean, newSquare) = (new Vector<float>(1 - Beta1), new Vector<float>(1 - Beta2));
        var means = Slot(0)[first..];
        var squares = Slot(1)[first..];
        var largest = AMSGrad ? Slot(2)[first..] : default;
        for (var i = 0; i < weights.Length; i++)
        {
            var gradient = Bounded(gradients[i]);
            var mean = means[i] = Follow(means[i], gradient, newMean);
            var square = squares[i] = Follow(squares[i], gradient * gradient, newSquare);
            if (AMSGrad)
                square = largest[i] = Vector.Max(largest[i], square);
            weights[i] = (weights[i] * kept) - (alpha * mean / (Vector.SquareRoot(square) + epsilon));
        }
    }
}

/// <summary>
/// Adam with decoupled weight decay (Loshchilov and Hutter 2019): before each step w −= rate·decay·w. The decay is 0.004
/// unless said otherwise, as in Keras.
/// </summary>
public sealed class AdamW : Adam
{
    /// <summary>Makes the optimizer, with a weight decay of 0.004.</summary>
    public AdamW() => WeightDecay = 0.004f;
}
