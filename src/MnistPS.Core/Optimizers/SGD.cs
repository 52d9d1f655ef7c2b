using System.Numerics;

namespace MnistPS.Optimizers;

/// <summary>
/// Stochastic gradient descent: w −= rate·g; with momentum μ, v = μ·v − rate·g and w += v, or with Nesterov's w += μ·v − rate·g.
/// </summary>
public sealed class SGD : Optimizer
{
    /// <summary>The default size of a step.</summary>
    public const float DefaultLearningRate = 0.01f;

    private readonly float _momentum;

    /// <summary>Makes the optimizer.</summary>
    /// <param name="learningRate">Size of a step. Default: 0.01.</param>
    /// <param name="momentum">μ, the share of the last step that goes on. Range: 0 to below 1. Default: 0.</param>
    /// <param name="nesterov">Whether to look ahead. Default: false.</param>
    public SGD(float learningRate = DefaultLearningRate, float momentum = 0, bool nesterov = false)
        : base(learningRate)
    {
        CheckShare("Momentum", momentum);
        (_momentum, Nesterov) = (momentum, nesterov);
    }

    /// <inheritdoc/>
    public override string Name => "sgd";

    /// <summary>The share of the last step that goes on.</summary>
    public float Momentum => _momentum;

    /// <summary>Whether to look ahead.</summary>
    public bool Nesterov { get; }

    /// <inheritdoc/>
    protected override int SlotCount => _momentum > 0 ? 1 : 0;

    /// <inheritdoc/>
    private protected override IEnumerable<KeyValuePair<string, object?>> OwnConfiguration =>
        [new("momentum", Momentum), new("nesterov", Nesterov)];

    /// <inheritdoc/>
    private protected override void Update(Span<Vector<float>> weights, ReadOnlySpan<Vector<float>> gradients, int first)
    {
        var rate = new Vector<float>(LearningRate);
        var kept = KeptShare;
        if (_momentum == 0)
        {
            for (var i = 0; i < weights.Length; i++)
                weights[i] = (weights[i] * kept) - (rate * gradients[i]);
            return;
        }

        var momentum = new Vector<float>(_momentum);
        var velocities = Slot(0)[first..];
        for (var i = 0; i < weights.Length; i++)
        {
            var step = rate * gradients[i];
            var velocity = (momentum * velocities[i]) - step;
            velocities[i] = velocity;
            weights[i] = (weights[i] * kept) + (Nesterov ? (momentum * velocity) - step : velocity);
        }
    }
}
