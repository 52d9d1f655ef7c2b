using System.Numerics.Tensors;
using MnistPS.Layers;
using MnistPS.Numerics;
using MnistPS.Settings;

namespace MnistPS.Losses;

/// <summary>How wrong an output is: one number per sample, and its gradient.</summary>
[Configurable("loss", NotApplicable = "LossParameterNotApplicable", MayBeLeftOut = true)]
public abstract class Loss : INamed
{
    /// <summary>Keras's ε: probabilities are kept within [ε, 1 − ε] before a logarithm is taken.</summary>
    public const float Epsilon = 1e-7f;

    /// <summary>The name by which it is asked for and saved, as Keras spells it.</summary>
    public abstract string Name { get; }

    /// <summary>
    /// Whether it is computed from what comes before that activation, which is exact where the activation's output has
    /// lost its precision: the logarithm of a softmax of −200 is −200, that of the rounded 0 is not a number.
    /// </summary>
    /// <param name="activation">The activation at the output.</param>
    /// <returns>Whether the loss works on pre-activations.</returns>
    public virtual bool WorksOnLogitsOf(Activation activation) => false;

    /// <summary>Computes the losses of a batch and the gradient of their mean.</summary>
    /// <param name="predictions">(batch, units): outputs, or pre-activations where <paramref name="areLogits"/>.</param>
    /// <param name="areLogits">Whether the predictions come from before the activation.</param>
    /// <param name="targets">(batch, units): what should have come out.</param>
    /// <param name="weights">A factor per sample; empty for 1 everywhere.</param>
    /// <param name="gradient">
    /// (batch, units), overwritten with the gradient, by the predictions, of Σ weight·loss / batch; null if not wanted.
    /// </param>
    /// <returns>Σ weight·loss over the samples, not divided by their number.</returns>
    public double Evaluate(
        Matrix predictions, bool areLogits, Matrix targets, ReadOnlySpan<float> weights, Matrix? gradient)
    {
        var sum = 0.0;
        for (var row = 0; row < predictions.Rows; row++)
        {
            var slope = gradient is null ? default : gradient.Row(row);
            var weight = weights.IsEmpty ? 1 : weights[row];
            sum += weight * EvaluateSample(predictions.Row(row), areLogits, targets.Row(row), slope);
            TensorPrimitives.Multiply(slope, weight / predictions.Rows, slope);
        }

        return sum;
    }

    /// <summary>The settings, by the names of Keras; <see cref="Catalog{T}.Restore"/> makes the loss of them again.</summary>
    /// <returns>Names with values.</returns>
    public IReadOnlyDictionary<string, object?> GetConfiguration() => SettingList.Describe(this);

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>Computes the loss of one sample.</summary>
    /// <param name="prediction">(units): an output, or a pre-activation where <paramref name="areLogits"/>.</param>
    /// <param name="areLogits">Whether the prediction comes from before the activation.</param>
    /// <param name="target">(units): what should have come out.</param>
    /// <param name="slope">(units), overwritten with the gradient by the prediction; empty if not wanted.</param>
    /// <returns>The loss.</returns>
    private protected abstract double EvaluateSample(
        ReadOnlySpan<float> prediction, bool areLogits, ReadOnlySpan<float> target, Span<float> slope);
}
