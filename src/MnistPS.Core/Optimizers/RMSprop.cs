using System.Numerics;

namespace MnistPS.Optimizers;

/// <summary>
/// RMSprop (Tieleman and Hinton 2012): v = ρ·v + (1 − ρ)·g², w −= rate·g / √(v + ε). Centered, v loses the square of the
/// gradients' mean; with momentum μ, s = μ·s + rate·g / √(v + ε) and w −= s.
/// </summary>
public sealed class RMSprop : Optimizer
{
    /// <summary>The default size of a step.</summary>
    public const float DefaultLearningRate = 0.001f;

    /// <summary>The default memory of the mean square.</summary>
    public const float DefaultRho = 0.9f;

    /// <summary>Makes the optimizer.</summary>
    /// <param name="learningRate">Size of a step. Range: above 0. Default: 0.001.</param>
    /// <param name="rho">ρ, the memory of the mean square. Range: 0 to below 1. Default: 0.9.</param>
    /// <param name="momentum">μ, the share of the last step that goes on. Range: 0 to below 1. Default: 0.</param>
    /// <param name="centered">Whether to divide by the variance instead of the mean square. Default: false.</param>
    /// <exception cref="MnistPSException">A setting is out of range (<c>OptimizerSettingOutOfRange</c>).</exception>
    public RMSprop(
        float learningRate = DefaultLearningRate, float rho = DefaultRho, float momentum = 0, bool centered = false)
        : base(learningRate)
    {
        CheckShare("Rho", rho);
        CheckShare("Momentum", momentum);
        (Rho, Momentum, Centered) = (rho, momentum, centered);
    }

    /// <inheritdoc/>
    public override string Name => "rmsprop";

    /// <summary>The memory of the mean square.</summary>
    public float Rho { get; }

    /// <summary>The share of the last step that goes on.</summary>
    public float Momentum { get; }

    /// <summary>Whether to divide by the variance instead of the mean square.</summary>
    public bool Centered { get; }

    /// <inheritdoc/>
    protected override int SlotCount => 1 + (Momentum > 0 ? 1 : 0) + (Centered ? 1 : 0);

    /// <inheritdoc/>
    private protected override IEnumerable<KeyValuePair<string, object?>> OwnConfiguration =>
        [new("rho", Rho), new("momentum", Momentum), new("centered", Centered)];

    /// <inheritdoc/>
    private protected override void Update(Span<Vector<float>> weights, ReadOnlySpan<Vector<float>> gradients, int first)
    {
        var rate = new Vector<float>(LearningRate);
        var kept = KeptShare;
        var (newSquare, momentum) = (new Vector<float>(1 - Rho), new Vector<float>(Momentum));
        var epsilon = new Vector<float>(Epsilon);
        var squares = Slot(0)[first..];
        var means = Centered ? Slot(1)[first..] : default;
        var velocities = Momentum > 0 ? Slot(SlotCount - 1)[first..] : default;
        for (var i = 0; i < weights.Length; i++)
        {
            var gradient = Bounded(gradients[i]);
            var square = squares[i] + (((gradient * gradient) - squares[i]) * newSquare);
            squares[i] = square;
            if (Centered)
            {
                var mean = means[i] + ((gradient - means[i]) * newSquare);
                means[i] = mean;

                // A variance is never negative, but its rounding can be.
                square = Vector.Max(square - (mean * mean), Vector<float>.Zero);
            }

            var step = rate * gradient / Vector.SquareRoot(square + epsilon);
            if (Momentum > 0)
                step = velocities[i] = (momentum * velocities[i]) + step;
            weights[i] = (weights[i] * kept) - step;
        }
    }
}
