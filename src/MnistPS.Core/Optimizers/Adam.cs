using System.Numerics;

namespace MnistPS.Optimizers;

/// <summary>
/// Adam (Kingma and Ba 2015): m = β₁·m + (1 − β₁)·g, v = β₂·v + (1 − β₂)·g², w −= α·m / (√v + ε) with
/// α = rate·√(1 − β₂ᵗ) / (1 − β₁ᵗ). AMSGrad (Reddi et al. 2018) puts the largest v so far in the place of v.
/// </summary>
public class Adam : Optimizer
{
    /// <summary>The default size of a step.</summary>
    public const float DefaultLearningRate = 0.001f;

    /// <summary>The default memory of the mean.</summary>
    public const float DefaultBeta1 = 0.9f;

    /// <summary>The default memory of the mean square.</summary>
    public const float DefaultBeta2 = 0.999f;

    private float _correctedRate;

    /// <summary>Makes the optimizer.</summary>
    /// <param name="learningRate">Size of a step. Range: above 0. Default: 0.001.</param>
    /// <param name="beta1">β₁, the memory of the mean. Range: 0 to below 1. Default: 0.9.</param>
    /// <param name="beta2">β₂, the memory of the mean square. Range: 0 to below 1. Default: 0.999.</param>
    /// <param name="amsGrad">Whether to divide by the largest mean square so far. Default: false.</param>
    /// <exception cref="MnistPSException">A setting is out of range (<c>OptimizerSettingOutOfRange</c>).</exception>
    public Adam(
        float learningRate = DefaultLearningRate,
        float beta1 = DefaultBeta1,
        float beta2 = DefaultBeta2,
        bool amsGrad = false)
        : base(learningRate)
    {
        CheckShare("Beta1", beta1);
        CheckShare("Beta2", beta2);
        (Beta1, Beta2, AmsGrad) = (beta1, beta2, amsGrad);
    }

    /// <inheritdoc/>
    public override string Name => "adam";

    /// <summary>The memory of the mean.</summary>
    public float Beta1 { get; }

    /// <summary>The memory of the mean square.</summary>
    public float Beta2 { get; }

    /// <summary>Whether to divide by the largest mean square so far.</summary>
    public bool AmsGrad { get; }

    /// <inheritdoc/>
    protected override int SlotCount => AmsGrad ? 3 : 2;

    /// <inheritdoc/>
    private protected override IEnumerable<KeyValuePair<string, object?>> OwnConfiguration =>
        [new("beta_1", Beta1), new("beta_2", Beta2), new("amsgrad", AmsGrad)];

    /// <inheritdoc/>
    private protected override void BeginStep() => _correctedRate = (float)(
        LearningRate * (Math.Sqrt(1 - Math.Pow(Beta2, Iterations)) / (1 - Math.Pow(Beta1, Iterations))));

    /// <inheritdoc/>
    private protected override void Update(Span<Vector<float>> weights, ReadOnlySpan<Vector<float>> gradients, int first)
    {
        var rate = new Vector<float>(_correctedRate);
        var kept = KeptShare;
        var (newMean, newSquare) = (new Vector<float>(1 - Beta1), new Vector<float>(1 - Beta2));
        var epsilon = new Vector<float>(Epsilon);
        var means = Slot(0)[first..];
        var squares = Slot(1)[first..];
        var largest = AmsGrad ? Slot(2)[first..] : default;
        for (var i = 0; i < weights.Length; i++)
        {
            var gradient = Bounded(gradients[i]);
            var mean = means[i] + ((gradient - means[i]) * newMean);
            var square = squares[i] + (((gradient * gradient) - squares[i]) * newSquare);
            means[i] = mean;
            squares[i] = square;
            if (AmsGrad)
                square = largest[i] = Vector.Max(largest[i], square);
            weights[i] = (weights[i] * kept) - (rate * mean / (Vector.SquareRoot(square) + epsilon));
        }
    }
}
