using System.Numerics;

namespace MnistPS.Optimizers;

/// <summary>
/// Lion (Chen et al. 2023): w −= rate·sign(β₁·m + (1 − β₁)·g), then m = β₂·m + (1 − β₂)·g. All weights go the same way
/// far, so that the rate should be three to ten times smaller than Adam's.
/// </summary>
public sealed class Lion : Optimizer
{
    /// <summary>The default size of a step.</summary>
    public const float DefaultLearningRate = 0.001f;

    /// <summary>The default share of the memory in a step.</summary>
    public const float DefaultBeta1 = 0.9f;

    /// <summary>The default memory of the mean.</summary>
    public const float DefaultBeta2 = 0.99f;

    /// <summary>Makes the optimizer.</summary>
    /// <param name="learningRate">Size of a step. Range: above 0. Default: 0.001.</param>
    /// <param name="beta1">β₁, the share of the memory in a step. Range: above 0, below 1. Default: 0.9.</param>
    /// <param name="beta2">β₂, the memory of the mean. Range: 0 to below 1. Default: 0.99.</param>
    /// <exception cref="MnistPSException">A setting is out of range (<c>OptimizerSettingOutOfRange</c>).</exception>
    public Lion(float learningRate = DefaultLearningRate, float beta1 = DefaultBeta1, float beta2 = DefaultBeta2)
        : base(learningRate)
    {
        Check(beta1 is > 0 and < 1, "Beta1", beta1, "above 0 and below 1");
        CheckShare("Beta2", beta2);
        (Beta1, Beta2) = (beta1, beta2);
    }

    /// <inheritdoc/>
    public override string Name => "lion";

    /// <summary>The share of the memory in a step.</summary>
    public float Beta1 { get; }

    /// <summary>The memory of the mean.</summary>
    public float Beta2 { get; }

    /// <inheritdoc/>
    protected override int SlotCount => 1;

    /// <inheritdoc/>
    private protected override IEnumerable<KeyValuePair<string, object?>> OwnConfiguration =>
        [new("beta_1", Beta1), new("beta_2", Beta2)];

    /// <inheritdoc/>
    private protected override void Update(Span<Vector<float>> weights, ReadOnlySpan<Vector<float>> gradients, int first)
    {
        var rate = new Vector<float>(LearningRate);
        var kept = KeptShare;
        var (stepShare, newMean) = (new Vector<float>(1 - Beta1), new Vector<float>(1 - Beta2));
        var means = Slot(0)[first..];
        for (var i = 0; i < weights.Length; i++)
        {
            var change = gradients[i] - means[i];
            var direction = means[i] + (change * stepShare);
            means[i] += change * newMean;
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
