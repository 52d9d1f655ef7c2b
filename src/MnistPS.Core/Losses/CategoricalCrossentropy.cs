using System.Numerics.Tensors;
using MnistPS.Layers;
using MnistPS.Numerics;

namespace MnistPS.Losses;

/// <summary>
/// −Σ y·log p over the classes: how surprised the network is by the right answer. On logits z,
/// −Σ y·(z − log Σeᶻ), whose gradient by z is p·Σy − y.
/// </summary>
public class CategoricalCrossentropy : Loss
{
    /// <summary>Makes the loss.</summary>
    /// <param name="labelSmoothing">
    /// s in y·(1 − s) + s/K over K classes (Szegedy et al. 2016). Range: 0 to below 1. Default: 0.
    /// </param>
    /// <param name="fromLogits">Whether outputs are logits that have not gone through a softmax. Default: false.</param>
    public CategoricalCrossentropy(float labelSmoothing = 0, bool fromLogits = false)
    {
        if (labelSmoothing is not (>= 0 and < 1))
            throw new MnistPSException(
                "LabelSmoothingOutOfRange",
                ErrorKind.InvalidArgument,
                $"LabelSmoothing must be at least 0 and below 1; {labelSmoothing} was given.");
        (LabelSmoothing, FromLogits) = (labelSmoothing, fromLogits);
    }

    /// <inheritdoc/>
    public override string Name => "categorical_crossentropy";

    /// <summary>The share of certainty that is spread over all classes.</summary>
    public float LabelSmoothing { get; }

    /// <summary>Whether outputs are logits that have not gone through a softmax.</summary>
    public bool FromLogits { get; }

    /// <inheritdoc/>
    public override bool WorksOnLogitsOf(Activation activation) =>
        FromLogits ? activation == Activation.Linear : activation is SoftmaxActivation;

    /// <inheritdoc/>
    public override double Evaluate(
        Matrix predictions, bool areLogits, Matrix targets, ReadOnlySpan<float> weights, Matrix? gradient)
    {
        var sum = 0.0;
        Span<float> smoothed = targets.Columns <= 256 ? stackalloc float[targets.Columns] : new float[targets.Columns];
        for (var row = 0; row < predictions.Rows; row++)
        {
            Smooth(targets.Row(row), smoothed);
            var weight = Weight(weights, row);
            var slope = gradient is null ? default : gradient.Row(row);
            sum += weight * (areLogits || FromLogits
                ? FromLogitsRow(predictions.Row(row), smoothed, slope)
                : FromProbabilitiesRow(predictions.Row(row), smoothed, slope));
            TensorPrimitives.Multiply(slope, weight / predictions.Rows, slope);
        }

        return sum;
    }

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, object?> GetConfiguration() => new Dictionary<string, object?>
    {
        ["label_smoothing"] = LabelSmoothing,
        ["from_logits"] = FromLogits,
    };

    private static float FromLogitsRow(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> slope)
    {
        Span<float> exponentials = logits.Length <= 256 ? stackalloc float[logits.Length] : new float[logits.Length];
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

        return ((largest + MathF.Log(total)) * targetSum) - TensorPrimitives.Dot(logits, targets);
    }

    // p = q / Σq, clipped to [ε, 1 − ε]; by the quotient rule the slope by q is (Σⱼ pⱼ·gⱼ − gᵢ)·(−1) / Σq with
    // gᵢ = −yᵢ / pᵢ, and 0 through a clipped p.
    private static float FromProbabilitiesRow(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, Span<float> slope)
    {
        var total = TensorPrimitives.Sum(outputs);
        float loss = 0, weighted = 0;
        for (var i = 0; i < outputs.Length; i++)
        {
            var quotient = outputs[i] / total;
            var probability = Math.Clamp(quotient, Epsilon, 1 - Epsilon);
            loss -= targets[i] * MathF.Log(probability);
            if (slope.IsEmpty)
                continue;
            slope[i] = probability == quotient ? -targets[i] / probability : 0;
            weighted += quotient * slope[i];
        }

        for (var i = 0; i < slope.Length; i++)
            slope[i] = (slope[i] - weighted) / total;
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
