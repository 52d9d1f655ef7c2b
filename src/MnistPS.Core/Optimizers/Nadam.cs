using System.Numerics;

namespace MnistPS.Optimizers;

/// <summary>
/// Adam with Nesterov's look ahead (Dozat 2016): uₜ = β₁·(1 − ½·0.96ᵗ), m̂ = uₜ₊₁·m / (1 − Πu…uₜ₊₁) +
/// (1 − uₜ)·g / (1 − Πu…uₜ), v̂ = v / (1 − β₂ᵗ), w −= rate·m̂ / (√v̂ + ε).
/// </summary>
public sealed class Nadam : MomentOptimizer
{
    /// <summary>What the decay of β₁ falls to with each step: β₁·(1 − ½·0.96ᵗ).</summary>
    internal const double MomentumDecay = 0.96;

    private long _productLength;
    private double _product = 1;
    private float _meanFactor;
    private float _gradientFactor;
    private float _squareFactor;

    /// <inheritdoc/>
    protected override int SlotCount => 2;

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
        var (squareFactor, kept, epsilon) = (new Vector<float>(_squareFactor), KeptShare, new Vector<float>(Epsilon));
        var (newMean, newSquare) = (new Vector<float>(1 - Beta1), new Vector<float>(1 - Beta2));
        var means = Slot(0)[first..];
        var squares = Slot(1)[first..];
        for (var i = 0; i < weights.Length; i++)
        {
            var gradient = Bounded(gradients[i]);
            var mean = means[i] = Follow(means[i], gradient, newMean);
            var square = squares[i] = Follow(squares[i], gradient * gradient, newSquare);
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
