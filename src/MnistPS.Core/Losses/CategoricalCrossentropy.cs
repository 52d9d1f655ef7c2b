using System.Numerics.Tensors;
using MnistPS.Layers;
using MnistPS.Layers.Activations;
using MnistPS.Settings;

namespace MnistPS.Losses;

/// <summary>
/// −Σ y·log p over the classes: how surprised the network is by the right answer. On logits z,
/// −Σ y·(z − log Σeᶻ), whose gradient by z is p·Σy − y.
/// </summary>
public class CategoricalCrossentropy : Loss
{
    // Up to so many classes, what is put aside lies on the stack.
    private const int OnStack = 256;

    /// <inheritdoc/>
    public override string Name => "categorical_crossentropy";

    /// <summary>
    /// s in y·(1 − s) + s/K over K classes, the share of certainty that is spread over all (Szegedy et al. 2016).
    /// Range: 0 to below 1. Default: 0.
    /// </summary>
    [Setting("label_smoothing", AtLeast = 0, Below = 1, OutOfRange = "LabelSmoothingOutOfRange")]
    public virtual float LabelSmoothing { get; init; }

    /// <summary>Whether outputs are logits that have not gone through a softmax. Default: false.</summary>
    [Setting("from_logits")]
    public bool FromLogits { get; init; }

    /// <inheritdoc/>
    public override bool WorksOnLogitsOf(Activation activation) =>
        FromLogits ? activation is LinearActivation : activation is SoftmaxActivation;

    /// <inheritdoc/>
    private protected override double EvaluateSample(
        ReadOnlySpan<float> prediction, bool areLogits, ReadOnlySpan<float> target, Span<float> slope)
    {
        var smoothed = target.Length <= OnStack ? stackalloc float[target.Length] : new float[target.Length];
        Smooth(target, smoothed);
        return areLogits || FromLogits
            ? EvaluateLogits(prediction, smoothed, slope)
            : EvaluateProbabilities(prediction, smoothed, slope);
    }

    private static double EvaluateLogits(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> slope)
    {
        var exponentials = logits.Length <= OnStack ? stackalloc float[logits.Length] : new float[logits.Length];
        var largest = TensorPrimitives.Max(logits);
        TensorPrimitives.Subtract(logits, largest, exponentials);
        TensorPrimitives.Exp(exponentials, exponentials);
        var total = TensorPrimitives.Sum<float>(exponentials);
        var targetSum = TensorPrimitives.Sum(targets);
        if (!slope.IsEmpty)
        {
            TensorPrimitives.Multiply(exponentials, targetSum / total, slope);
            TensorPrimitives.Subtract(slope, targets, slope);
        }

        // Differences to the largest logit, so that nothing large is taken from something large.
        var loss = Math.Log(total) * targetSum;
        for (var i = 0; i < logits.Length; i++)
            loss += targets[i] == 0 ? 0 : targets[i] * ((double)largest - logits[i]);
        return loss;
    }

    // p = q / Σq, clipped to [ε, 1 − ε]; by the quotient rule the slope by q is (Σⱼ pⱼ·gⱼ − gᵢ)·(−1) / Σq with
    // gᵢ = −yᵢ / pᵢ, and 0 through a clipped p.
    private static double EvaluateProbabilities(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, Span<float> slope)
    {
        double total = 0, loss = 0, weighted = 0;
        foreach (var output in outputs)
            total += output;
        for (var i = 0; i < outputs.Length; i++)
        {
            var quotient = outputs[i] / total;
            var probability = Math.Clamp(quotient, Epsilon, 1 - Epsilon);
            loss -= targets[i] * Math.Log(probability);
            if (slope.IsEmpty)
                continue;
            slope[i] = probability == quotient ? (float)(-targets[i] / probability) : 0;
            weighted += quotient * slope[i];
        }

        for (var i = 0; i < slope.Length; i++)
            slope[i] = (float)((slope[i] - weighted) / total);
        return loss;
    }

    private void Smooth(ReadOnlySpan<float> targets, Span<float> smoothed)
    {
        if (LabelSmoothing == 0)
        {
            targets.CopyTo(smoothed);
            return;
        }

        TensorPrimitives.Multiply(targets, 1 - LabelSmoothing, smoothed);
        TensorPrimitives.Add(smoothed, LabelSmoothing / targets.Length, smoothed);
    }
}
