using System.Numerics;

namespace MnistPS.Optimizers;

/// <summary>
/// Adagrad (Duchi et al. 2011): a += g², w −= rate·g / √(a + ε). What has changed much already changes less and less.
/// </summary>
public sealed class Adagrad : Optimizer
{
    /// <summary>The default size of a step.</summary>
    public const float DefaultLearningRate = 0.001f;

    /// <summary>The default of a before the first step.</summary>
    public const float DefaultInitialAccumulator = 0.1f;

    /// <summary>Makes the optimizer.</summary>
    /// <param name="learningRate">Size of a step. Range: above 0. Default: 0.001.</param>
    /// <param name="initialAccumulator">a before the first step. Range: at least 0. Default: 0.1.</param>
    /// <exception cref="MnistPSException">A setting is out of range (<c>OptimizerSettingOutOfRange</c>).</exception>
    public Adagrad(
        float learningRate = DefaultLearningRate, float initialAccumulator = DefaultInitialAccumulator)
        : base(learningRate)
    {
        var fits = initialAccumulator >= 0 && float.IsFinite(initialAccumulator);
        Check(fits, "InitialAccumulator", initialAccumulator, "at least 0");
        InitialAccumulator = initialAccumulator;
    }

    /// <inheritdoc/>
    public override string Name => "adagrad";

    /// <summary>a before the first step.</summary>
    public float InitialAccumulator { get; }

    /// <inheritdoc/>
    protected override int SlotCount => 1;

    /// <inheritdoc/>
    private protected override float FirstSlotValue => InitialAccumulator;

    /// <inheritdoc/>
    private protected override IEnumerable<KeyValuePair<string, object?>> OwnConfiguration =>
        [new("initial_accumulator_value", InitialAccumulator)];

    /// <inheritdoc/>
    private protected override void Update(Span<Vector<float>> weights, ReadOnlySpan<Vector<float>> gradients, int first)
    {
        var rate = new Vector<float>(LearningRate);
        var kept = KeptShare;
        var epsilon = new Vector<float>(Epsilon);
        var accumulators = Slot(0)[first..];
        for (var i = 0; i < weights.Length; i++)
        {
            var gradient = Bounded(gradients[i]);
            var accumulator = accumulators[i] + (gradient * gradient);
            accumulators[i] = accumulator;
            weights[i] = (weights[i] * kept) - (rate * gradient / Vector.SquareRoot(accumulator + epsilon));
        }
    }
}
