using System.Numerics;

namespace MnistPS.Optimizers;

/// <summary>
/// Adam (Kingma and Ba 2015): m = β₁·m + (1 − β₁)·g, v = β₂·v + (1 − β₂)·g², w −= α·m / (√v + ε) with
/// α = rate·√(1 − β₂ᵗ) / (1 − β₁ᵗ).
/// </summary>
public class Adam : Optimizer
{
    /// <summary>The default size of a step.</summary>
    public const float DefaultLearningRate = 0.001f;

    /// <summary>Makes the optimizer.</summary>
    /// <param name="learningRate">Size of a step. Default: 0.001.</param>
    /// <param name="beta1">β₁, the memory of the mean. Range: 0 to below 1. Default: 0.9.</param>
    /// <param name="beta2">β₂, the memory of the mean square. Range: 0 to below 1. Default: 0.999.</param>
    public Adam(float learningRate = DefaultLearningRate, float beta1 = 0.9f, float beta2 = 0.999f)
        : base(learningRate)
    {
        Check(beta1 is >= 0 and < 1, "Beta1", beta1, "at least 0 and below 1");
        Check(beta2 is >= 0 and < 1, "Beta2", beta2, "at least 0 and below 1");
        (Beta1, Beta2) = (beta1, beta2);
    }

    /// <inheritdoc/>
    public override string Name => "adam";

    /// <summary>The memory of the mean.</summary>
    public float Beta1 { get; }

    /// <summary>The memory of the mean square.</summary>
    public float Beta2 { get; }

    /// <inheritdoc/>
    protected override int SlotCount => 2;

    /// <inheritdoc/>
    private protected override IEnumerable<KeyValuePair<string, object?>> OwnConfiguration =>
        [new("beta_1", Beta1), new("beta_2", Beta2)];

    /// <inheritdoc/>
    private protected override void Update(Span<Vector<float>> weights, ReadOnlySpan<Vector<float>> gradients)
    {
        var correction = Math.Sqrt(1 - Math.Pow(Beta2, Iterations)) / (1 - Math.Pow(Beta1, Iterations));
        var rate = new Vector<float>((float)(LearningRate * correction));
        var kept = KeptShare;
        var (newMean, newSquare) = (new Vector<float>(1 - Beta1), new Vector<float>(1 - Beta2));
        var epsilon = new Vector<float>(Epsilon);
        var means = Slot(0);
        var squares = Slot(1);
        for (var i = 0; i < weights.Length; i++)
        {
            var gradient = gradients[i];
            var mean = means[i] + ((gradient - means[i]) * newMean);
            var square = squares[i] + (((gradient * gradient) - squares[i]) * newSquare);
            means[i] = mean;
            squares[i] = square;
            weights[i] = (weights[i] * kept) - (rate * mean / (Vector.SquareRoot(square) + epsilon));
        }
    }
}
