using MnistPS.Optimizers;
using static TorchSharp.torch;

namespace MnistPS.Torch;

/// <summary>
/// Keras's optimizers in tensor operations, on gradients of autograd. TorchSharp's own put ε elsewhere and count otherwise.
/// </summary>
/// <param name="optimizer">The optimizer, for its kind and its settings.</param>
/// <param name="parameters">What is trained.</param>
internal sealed class TorchOptimizer(Optimizer optimizer, TorchParameters parameters) : IDisposable
{
    private readonly double _epsilon = (optimizer as AdaptiveOptimizer)?.Epsilon ?? 0;
    private readonly Tensor[] _slots = ShareSlots(optimizer, parameters);
    private double _momentumProduct = 1;
    private long _momentumProductLength;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var slot in _slots)
            slot.Dispose();
    }

    /// <summary>Changes the parameters once, by the gradients that they have.</summary>
    /// <param name="step">Number of the step, from 1.</param>
    internal void Step(long step)
    {
        using var mode = no_grad();
        Clip();
        var change = Change(parameters.Gradients, step);
        if (optimizer.WeightDecay > 0)
            parameters.Values.mul_(1 - ((double)optimizer.LearningRate * optimizer.WeightDecay));
        parameters.Values.sub_(change);
    }

    // The optimizer's memory itself, or a copy of it where the parameters are one too.
    private static Tensor[] ShareSlots(Optimizer optimizer, TorchParameters parameters)
    {
        optimizer.EnsureSlots((int)parameters.Values.NumberOfElements);
        return [.. optimizer.Slots.Select(slot =>
        {
            using var shared = TorchMemory.Share(slot, parameters.Values.dtype);
            return shared.flatten().DetachFromDisposeScope();
        })];
    }

    private void Clip()
    {
        if (optimizer.ClipNorm is { } norm)
        {
            foreach (var gradient in parameters.EachGradient)
                Shorten(gradient, norm);
        }
        else if (optimizer.GlobalClipNorm is { } globalNorm)
        {
            Shorten(parameters.Gradients, globalNorm);
        }
        else if (optimizer.ClipValue is { } value)
        {
            parameters.Gradients.clamp_(-(double)value, (double)value);
        }
    }

    private static void Shorten(Tensor gradient, double limit)
    {
        var length = gradient.norm().to(ScalarType.Float64).item<double>();
        if (length > limit)
            gradient.mul_(limit / length);
    }

    // What is taken off the weights.
    private Tensor Change(Tensor g, long step)
    {
        double rate = optimizer.LearningRate;
        return optimizer switch
        {
            SGD sgd => Momentum(g, rate, sgd.Momentum, sgd.Nesterov),
            RMSprop rmsProp => RootMeanSquare(g, rate, rmsProp),
            Adagrad => rate * g / (_slots[0].add_(g.square()) + _epsilon).sqrt(),
            Adam adam => AdaptiveMoments(g, rate, adam.Beta1, adam.Beta2, adam.AMSGrad, step),
            Nadam nadam => NesterovMoments(g, rate, nadam.Beta1, nadam.Beta2, step),
            Adamax adamax => LargestMoments(g, rate, adamax.Beta1, adamax.Beta2, step),
            Lion lion => Sign(g, rate, lion.Beta1, lion.Beta2),
            _ => throw TorchEngine.Unsupported($"the optimizer {optimizer.Name}"),
        };
    }

    private Tensor Momentum(Tensor g, double rate, double momentum, bool nesterov)
    {
        if (momentum == 0)
            return rate * g;
        var velocity = _slots[0].mul_(momentum).sub_(rate * g);
        return nesterov ? (rate * g) - (momentum * velocity) : -velocity;
    }

    private Tensor RootMeanSquare(Tensor g, double rate, RMSprop settings)
    {
        var variance = Follow(_slots[0], g.square(), settings.Rho);

        // A variance is never negative, but its rounding can be.
        if (settings.Centered)
            variance = (variance - Follow(_slots[1], g, settings.Rho).square()).clamp_min(0);
        var change = rate * g / (variance + _epsilon).sqrt();
        return settings.Momentum > 0 ? _slots[^1].mul_((double)settings.Momentum).add_(change) : change;
    }

    private Tensor AdaptiveMoments(Tensor g, double rate, double beta1, double beta2, bool amsGrad, long step)
    {
        var mean = Follow(_slots[0], g, beta1);
        var square = Follow(_slots[1], g.square(), beta2);
        if (amsGrad)
            square = _slots[2].copy_(maximum(_slots[2], square));
        var corrected = rate * Math.Sqrt(1 - Math.Pow(beta2, step)) / (1 - Math.Pow(beta1, step));
        return corrected * mean / (square.sqrt() + _epsilon);
    }

    private Tensor NesterovMoments(Tensor g, double rate, double beta1, double beta2, long step)
    {
        double At(long number) => beta1 * (1 - (0.5 * Math.Pow(Nadam.MomentumDecay, number)));
        if (step < _momentumProductLength)
            (_momentumProductLength, _momentumProduct) = (0, 1);
        while (_momentumProductLength < step)
            _momentumProduct *= At(++_momentumProductLength);
        var mean = (Follow(_slots[0], g, beta1) * (At(step + 1) / (1 - (_momentumProduct * At(step + 1)))))
            + (g * ((1 - At(step)) / (1 - _momentumProduct)));
        var square = Follow(_slots[1], g.square(), beta2) / (1 - Math.Pow(beta2, step));
        return rate * mean / (square.sqrt() + _epsilon);
    }

    private Tensor LargestMoments(Tensor g, double rate, double beta1, double beta2, long step)
    {
        var mean = Follow(_slots[0], g, beta1);
        var largest = _slots[1].copy_(maximum(_slots[1] * beta2, g.abs()));
        return rate / (1 - Math.Pow(beta1, step)) * mean / (largest + _epsilon);
    }

    private Tensor Sign(Tensor g, double rate, double beta1, double beta2)
    {
        var change = rate * ((_slots[0] * beta1) + (g * (1 - beta1))).sign();
        Follow(_slots[0], g, beta2);
        return change;
    }

    // A moving mean: mean = memory·mean + (1 − memory)·value.
    private static Tensor Follow(Tensor mean, Tensor value, double memory) => mean.mul_(memory).add_(value * (1 - memory));
}
