using System.Numerics;

namespace MnistPS.Optimizers;

/// <summary>
/// Adam by the largest gradient (Kingma and Ba 2015, section 7.1): m = β₁·m + (1 − β₁)·g, u = max(β₂·u, |g|),
/// w −= rate / (1 − β₁ᵗ)·m / (u + ε).
/// </summary>
public sealed class Adamax : Optimizer
{
    private float _correctedRate;

    /// <summary>Makes the optimizer.</summary>
    /// <param name="learningRate">Size of a step. Range: above 0. Default: 0.001.</param>
    /// <param name="beta1">β₁, the memory of the mean. Range: 0 to below 1. Default: 0.9.</param>
    /// <param name="beta2">β₂, the memory of the largest gradient. Range: 0 to below 1. Default: 0.999.</param>
    /// <exception cref="MnistPSException">A setting is out of range (<c>OptimizerSettingOutOfRange</c>).</exception>
    public Adamax(
        float learningRate = Adam.DefaultLearningRate, float beta1 = Adam.DefaultBeta1, float beta2 = Adam.DefaultBeta2)
        : base(learningRate)
    {
        CheckShare("Beta1", beta1);
        CheckShare("Beta2", beta2);
        (Beta1, Beta2) = (beta1, beta2);
    }

    /// <inheritdoc/>
    public override string Name => "adamax";

    /// <summary>The memory of the mean.</summary>
    public float Beta1 { get; }

    /// <summary>The memory of the largest gradient.</summary>
    public float Beta2 { get; }

    /// <inheritdoc/>
    protected override int SlotCount => 2;

    /// <inheritdoc/>
    private protected override IEnumerable<KeyValuePair<string, object?>> OwnConfiguration =>
        [new("beta_1", Beta1), new("beta_2", Beta2)];

    /// <inheritdoc/>
    private protected override void BeginStep() =>
        _correctedRate = (float)(LearningRate / (1 - Math.Pow(Beta1, Iterations)));

    /// <inheritdoc/>
    private protected override void Update(Span<Vector<float>> weights, ReadOnlySpan<Vector<float>> gradients, int first)
    {
        var rate = new Vector<float>(_correctedRate);
        var kept = KeptShare;
        var (newMean, memory) = (new Vector<float>(1 - Beta1), new Vector<float>(Beta2));
        var epsilon = new Vector<float>(Epsilon);
        var means = Slot(0)[first..];
        var largest = Slot(1)[first..];
        for (var i = 0; i < weights.Length; i++)
        {
            var gradient = gradients[i];
            var mean = means[i] + ((gradient - means[i]) * newMean);
            var size = Vector.Max(memory * largest[i], Vector.Abs(gradient));
            means[i] = mean;
            largest[i] = size;
            weights[i] = (weights[i] * kept) - (rate * mean / (size + epsilon));
        }
    }
}
