using System.Numerics.Tensors;
using MnistPS.Layers;
using MnistPS.Layers.Activations;
using MnistPS.Numerics;
using MnistPS.Settings;

namespace MnistPS.Losses;

/// <summary>
/// The mean over the outputs of −y·log p − (1 − y)·log(1 − p): each output answers a yes-or-no question of its own. On
/// logits z, max(z, 0) − z·y + log(1 + e^(−|z|)), whose derivative is σ(z) − y.
/// </summary>
public sealed class BinaryCrossentropy : MeanLoss
{
    /// <inheritdoc/>
    public override string Name => "binary_crossentropy";

    /// <summary>s in y·(1 − s) + s/2, the share of certainty that is spread over yes and no. Range: 0 to below 1. Default: 0.</summary>
    [Setting("label_smoothing", AtLeast = 0, Below = 1, OutOfRange = "LabelSmoothingOutOfRange")]
    public float LabelSmoothing { get; init; }

    /// <summary>Whether outputs are logits that have not gone through a sigmoid. Default: false.</summary>
    [Setting("from_logits")]
    public bool FromLogits { get; init; }

    /// <inheritdoc/>
    public override bool WorksOnLogitsOf(Activation activation) =>
        FromLogits ? activation is LinearActivation : activation is SigmoidActivation;

    private protected override double EvaluateOutputs(
        ReadOnlySpan<float> prediction, bool areLogits, ReadOnlySpan<float> target, Span<float> slope, Span<float> scratch)
    {
        Span<float> smoothed = stackalloc float[target.Length];
        TensorPrimitives.Multiply(target, 1 - LabelSmoothing, smoothed);
        TensorPrimitives.Add(smoothed, LabelSmoothing / 2, smoothed);
        return areLogits || FromLogits
            ? EvaluateLogits(prediction, smoothed, slope, scratch)
            : EvaluateProbabilities(prediction, smoothed, slope);
    }

    private static double EvaluateLogits(
        ReadOnlySpan<float> logits, ReadOnlySpan<float> target, Span<float> slope, Span<float> scratch)
    {
        // max(z, 0) − z·y is |z|·(1 − y) above 0 and |z|·y below: nothing large is taken from something large.
        TensorPrimitives.Abs(logits, scratch);
        var sum = 0.0;
        for (var i = 0; i < logits.Length; i++)
        {
            double missing = logits[i] > 0 ? 1 - target[i] : target[i];
            sum += missing == 0 ? 0 : missing * scratch[i];
        }

        TensorPrimitives.Negate(scratch, scratch);
        TensorPrimitives.Exp(scratch, scratch);
        SmallArguments.LogP1(scratch, scratch);
        TensorPrimitives.Sigmoid(logits, slope);
        TensorPrimitives.Subtract(slope, target, slope);
        return sum + WideSum.OfMagnitudes(scratch);
    }

    // p is clipped to [ε, 1 − ε]; the derivative is (p − y) / (p·(1 − p)), and 0 through a clipped p.
    private static double EvaluateProbabilities(ReadOnlySpan<float> outputs, ReadOnlySpan<float> target, Span<float> slope)
    {
        var sum = 0.0;
        for (var i = 0; i < outputs.Length; i++)
        {
            var p = Math.Clamp(outputs[i], Epsilon, 1 - Epsilon);
            sum -= (target[i] * Math.Log(p)) + ((1 - target[i]) * Math.Log(1 - p));
            slope[i] = p == outputs[i] ? (p - target[i]) / (p * (1 - p)) : 0;
        }

        return sum;
    }
}
