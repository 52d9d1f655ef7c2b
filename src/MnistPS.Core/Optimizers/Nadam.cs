using System.Numerics;

namespace MnistPS.Optimizers;

/// <summary>
/// Adam with Nesterov's look ahead (Dozat 2016): uₜ = β₁·(1 − ½·0.96ᵗ), m̂ = uₜ₊₁·m / (1 − Πu…uₜ₊₁) +
/// (1 − uₜ)·g / (1 − Πu…uₜ), v̂ = v / (1 − β₂ᵗ), w −= rate·m̂ / (√v̂ + ε).
/// </summary>
public sealed class Nadam : Optimizer
{
    private const double MomentumDecay = 0.96;

    private long _productLength;
    private double _product = 1;
    private float _meanFactor;
    private float _gradientFactor;
    private float _squareFactor;

    /// <summary>Makes the optimizer.</summary>
    /// <param name="learningRate">Size of a step. Range: above 0. Default: 0.001.</param>
    /// <param name="beta1">β₁, the memory of the mean. Range: 0 to below 1. Default: 0.9.</param>
    /// <param name="beta2">β₂, the memory of the mean square. Range: 0 to below 1. Default: 0.999.</param>
    /// <exception cref="MnistPSException">A setting is out of range (<c>OptimizerSettingOutOfRange</c>).</exception>
    public Nadam(
        float learningRate = Adam.DefaultLearningRate, float beta1 = Adam.DefaultBeta1, float beta2 = Adam.DefaultBeta2)
        : base(learningRate)
    {
        CheckShare("Beta1", beta1);
        CheckShare("Beta2", beta2);
        (Beta1, Beta2) = (beta1, beta2);
    }

    /// <inheritdoc/>
    public override string Name => "nadam";

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
    private protected override void BeginStep()
    {
        var product = MomentumProduct(Iterations);
        var (momentum, next) = (Momentum(Iterations), Momentum(Iterations + 1));
        _meanFactor = (float)(LearningRate * next / (1 - (product * next)));
        _gradientFactor = (float)(LearningRate * (1 - momentum) / (1 - product));
        _squareFactor = (float)(1 / (1 - Math.Pow(Beta2, Iterations)));
    }

    /// <inheritdoc/>
    private protected override void Update(Span<Vector<float>> weights, ReadOnlySpan<Vector<float>> gradients, int first)
    {
        var (meanFactor, gradientFactor) = (new Vector<float>(_meanFactor), new Vector<float>(_gradientFactor));
        var squareFactor = new Vector<float>(_squareFactor);
        var kept = KeptShare;
        var (newMean, newSquare) = (new Vector<float>(1 - Beta1), new Vector<float>(1 - Beta2));
        var epsilon = new Vector<float>(Epsilon);
        var means = Slot(0)[first..];
        var squares = Slot(1)[first..];
        for (var i = 0; i < weights.Length; i++)
        {
            var gradient = Bounded(gradients[i]);
            var mean = means[i] + ((gradient - means[i]) * newMean);
            var square = squares[i] + (((gradient * gradient) - squares[i]) * newSquare);
            means[i] = mean;
            squares[i] = square;
            var step = (meanFactor * mean) + (gradientFactor * gradient);
            weights[i] = (weights[i] * kept) - (step / (Vector.SquareRoot(square * squareFactor) + epsilon));
        }
    }

    private double Momentum(long step) => Beta1 * (1 - (0.5 * Math.Pow(MomentumDecay, step)));

    // The product of the momenta of all steps so far. It goes on from the last step, and begins anew where a checkpoint
    // has changed the number of steps.
    private double MomentumProduct(long steps)
    {
        if (steps < _productLength)
            (_productLength, _product) = (0, 1);
        while (_productLength < steps)
            _product *= Momentum(++_productLength);
        return _product;
    }
}
