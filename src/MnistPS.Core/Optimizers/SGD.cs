using System.Numerics;
using MnistPS.Settings;

namespace MnistPS.Optimizers;

/// <summary>
/// Stochastic gradient descent: w −= rate·g; with momentum μ, v = μ·v − rate·g and w += v, or with Nesterov's w += μ·v − rate·g.
/// </summary>
public sealed class SGD : Optimizer
{
    /// <summary>Makes the optimizer, with a learning rate of 0.01.</summary>
    public SGD() => LearningRate = 0.01f;

    /// <summary>μ, the share of the last step that goes on. Range: 0 to below 1. Default: 0.</summary>
    [Setting("momentum", AtLeast = 0, Below = 1)]
    public float Momentum { get; init; }

    /// <summary>Whether to look ahead. Default: false.</summary>
    [Setting("nesterov")]
    public bool Nesterov { get; init; }

    /// <inheritdoc/>
    protected override int SlotCount => Momentum > 0 ? 1 : 0;

    /// <inheritdoc/>
    private protected override void Update(Span<Vector<float>> weights, ReadOnlySpan<Vector<float>> gradients, int first)
    {
        var (rate, kept, momentum) = (new Vector<float>(LearningRate), KeptShare, new Vector<float>(Momentum));
        if (Momentum == 0)
        {
            for (var i = 0; i < weights.Length; i++)
                weights[i] = (weights[i] * kept) - (rate * gradients[i]);
            return;
        }

        var velocities = Slot(0)[first..];
        for (var i = 0; i < weights.Length; i++)
        {
            var step = rate * gradients[i];
            var velocity = velocities[i] = (momentum * velocities[i]) - step;
            weights[i] = (weights[i] * kept) + (Nesterov ? (momentum * velocity) - step : velocity);
        }
    }
}
