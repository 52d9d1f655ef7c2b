using MnistPS.Optimizers;
using TorchSharp;
using static TorchSharp.torch;

namespace MnistPS.Tests.Reference;

/// <summary>
/// Keras's optimizers in tensor operations, on gradients of autograd. PyTorch's own put ε elsewhere and count otherwise.
/// </summary>
/// <param name="optimizer">The engine's optimizer, for its kind and its settings.</param>
/// <param name="variables">What is trained.</param>
internal sealed class KerasOptimizer(Optimizer optimizer, IReadOnlyList<Tensor> variables) : IDisposable
{
    private const double Epsilon = 1e-7;

    private readonly Tensor[][] _memory = [.. variables.Select(variable => new[]
    {
        full_like(variable, optimizer is Adagrad adagrad ? adagrad.InitialAccumulator : 0.0).detach(),
        zeros_like(variable).detach(),
        zeros_like(variable).detach(),
    })];

    private int _step;

    public void Dispose()
    {
        foreach (var tensor in _memory.SelectMany(tensors => tensors))
            tensor.Dispose();
    }

    /// <summary>Changes the variables once, by the gradients that they have.</summary>
    internal void Step()
    {
        using var _ = no_grad();
        _step++;
        var gradients = Clip([.. variables.Select(variable => variable.grad!)]);
        for (var i = 0; i < variables.Count; i++)
        {
            variables[i].mul_(1 - ((double)optimizer.LearningRate * optimizer.WeightDecay));
            variables[i].sub_(Change(gradients[i], _memory[i]));
        }
    }

    private Tensor[] Clip(Tensor[] gradients) => optimizer switch
    {
        { ClipNorm: { } limit } => [.. gradients.Select(gradient => gradient * Shrink(gradient.norm().ToDouble(), limit))],
        { GlobalClipNorm: { } limit } => [.. gradients.Select(gradient => gradient * Shrink(Length(gradients), limit))],
        { ClipValue: { } limit } => [.. gradients.Select(gradient => gradient.clamp(-(double)limit, (double)limit))],
        _ => gradients,
    };

    private static double Length(Tensor[] gradients) =>
        Math.Sqrt(gradients.Sum(gradient => gradient.square().sum().ToDouble()));

    private static double Shrink(double length, double limit) => Math.Min(1, limit / length);

    // What is taken off the weight.
    private Tensor Change(Tensor g, Tensor[] memory)
    {
        double rate = optimizer.LearningRate;
        return optimizer switch
        {
            SGD sgd => Momentum(g, memory, rate, sgd.Momentum, sgd.Nesterov),
            RMSprop rmsProp => RootMeanSquare(g, memory, rate, rmsProp),
            Adagrad => rate * g / (memory[0].add_(g.square()) + Epsilon).sqrt(),
            Adam adam => AdaptiveMoments(g, memory, rate, adam.Beta1, adam.Beta2, adam.AMSGrad),
            Nadam nadam => NesterovMoments(g, memory, rate, nadam.Beta1, nadam.Beta2),
            Adamax adamax => LargestMoments(g, memory, rate, adamax.Beta1, adamax.Beta2),
            Lion lion => Sign(g, memory, rate, lion.Beta1, lion.Beta2),
            _ => throw new NotSupportedException($"The reference has no optimizer {optimizer}."),
        };
    }

    private static Tensor Momentum(Tensor g, Tensor[] memory, double rate, double momentum, bool nesterov)
    {
        var velocity = memory[0].mul_(momentum).sub_(rate * g);
        return nesterov ? -((momentum * velocity) - (rate * g)) : -velocity;
    }

    private static Tensor RootMeanSquare(Tensor g, Tensor[] memory, double rate, RMSprop settings)
    {
        var square = Follow(memory[0], g.square(), settings.Rho);
        var variance = settings.Centered ? square - Follow(memory[1], g, settings.Rho).square() : square;
        var change = rate * g / (variance + Epsilon).sqrt();
        return settings.Momentum > 0 ? memory[2].mul_((double)settings.Momentum).add_(change) : change;
    }

    private Tensor AdaptiveMoments(Tensor g, Tensor[] memory, double rate, double beta1, double beta2, bool amsGrad)
    {
        var mean = Follow(memory[0], g, beta1);
        var square = Follow(memory[1], g.square(), beta2);
        if (amsGrad)
            square = memory[2].copy_(maximum(memory[2], square));
        var corrected = rate * Math.Sqrt(1 - Math.Pow(beta2, _step)) / (1 - Math.Pow(beta1, _step));
        return corrected * mean / (square.sqrt() + Epsilon);
    }

    private Tensor NesterovMoments(Tensor g, Tensor[] memory, double rate, double beta1, double beta2)
    {
        double At(int step) => beta1 * (1 - (0.5 * Math.Pow(0.96, step)));
        var product = Enumerable.Range(1, _step).Aggregate(1.0, (all, step) => all * At(step));
        var mean = (Follow(memory[0], g, beta1) * (At(_step + 1) / (1 - (product * At(_step + 1)))))
            + (g * ((1 - At(_step)) / (1 - product)));
        var square = Follow(memory[1], g.square(), beta2) / (1 - Math.Pow(beta2, _step));
        return rate * mean / (square.sqrt() + Epsilon);
    }

    private Tensor LargestMoments(Tensor g, Tensor[] memory, double rate, double beta1, double beta2)
    {
        var mean = Follow(memory[0], g, beta1);
        var largest = memory[1].copy_(maximum(memory[1] * beta2, g.abs()));
        return rate / (1 - Math.Pow(beta1, _step)) * mean / (largest + Epsilon);
    }

    private static Tensor Sign(Tensor g, Tensor[] memory, double rate, double beta1, double beta2)
    {
        var change = rate * ((memory[0] * beta1) + (g * (1 - beta1))).sign();
        Follow(memory[0], g, beta2);
        return change;
    }

    private static Tensor Follow(Tensor mean, Tensor value, double memory) => mean.mul_(memory).add_(value * (1 - memory));
}
