using System.Numerics.Tensors;
using MnistPS.Layers;
using MnistPS.Layers.Activations;
using MnistPS.Losses;

namespace MnistPS.Models;

/// <summary>
/// How the numbers of an output are read: what ranks the classes, and how probable each is. A single unit, unless it is a
/// softmax, tells class 1 from class 0.
/// </summary>
public sealed class OutputReading
{
    // How far the sum of a softmax in float32 may be from 1.
    private const float SumTolerance = 1e-3f;

    // The logarithm of 0 is infinite: a mean of probabilities stays above this when it becomes logits again.
    private const float SmallestProbability = 1e-37f;

    private readonly bool _isSingleUnit;

    private OutputReading(int units, OutputScale scale, bool isSoftmax)
    {
        Scale = scale;
        _isSingleUnit = units == 1 && !isSoftmax;
        ClassCount = _isSingleUnit ? 2 : units;
    }

    /// <summary>What the numbers are.</summary>
    public OutputScale Scale { get; }

    /// <summary>Number of classes that the output tells apart: its units, or 2 for a single one.</summary>
    public int ClassCount { get; }

    /// <summary>How an output of a model is read.</summary>
    /// <param name="model">The model.</param>
    /// <param name="output">Number of the output, from 0.</param>
    /// <returns>The reading.</returns>
    public static OutputReading Of(DenseModel model, int output = 0) =>
        Of(model.Outputs[output], model.Compilation?.Losses[output]);

    /// <summary>How the output of a layer is read.</summary>
    /// <param name="output">The layer.</param>
    /// <param name="loss">Its loss; null in a model that was not compiled.</param>
    /// <returns>The reading.</returns>
    public static OutputReading Of(Layer output, Loss? loss)
    {
        var activation = ActivationOf(output);
        var scale = activation is SoftmaxActivation or SigmoidActivation ? OutputScale.Probabilities : ScaleOf(loss);
        return new OutputReading(output.OutputShape.Size, scale, activation is SoftmaxActivation);
    }

    /// <summary>Whether a loss takes outputs for logits; null for a loss to which it makes no difference, and without one.</summary>
    /// <param name="loss">The loss.</param>
    /// <returns>Whether it does.</returns>
    internal static bool? TakesLogits(Loss? loss) => loss switch
    {
        CategoricalCrossentropy categorical => categorical.FromLogits,
        BinaryCrossentropy binary => binary.FromLogits,
        _ => null,
    };

    /// <summary>What ranks the classes: the outputs themselves; of a single unit, a number for class 0 and one for class 1.</summary>
    /// <param name="output">(units).</param>
    /// <param name="pair">Room for two numbers.</param>
    /// <returns>(classes): the larger, the likelier.</returns>
    internal ReadOnlySpan<float> Scores(ReadOnlySpan<float> output, Span<float> pair)
    {
        if (!_isSingleUnit)
            return output;
        var no = Scale is OutputScale.Logits or OutputScale.BinaryLogits ? 0 : 1 - output[0];
        (pair[0], pair[1]) = (float.IsNaN(output[0]) ? output[0] : no, output[0]);
        return pair[..2];
    }

    /// <summary>Computes the probabilities of the classes.</summary>
    /// <param name="output">(units).</param>
    /// <param name="probabilities">(classes), overwritten.</param>
    /// <returns>Whether they are probabilities: not where nobody knows, and the numbers do not look like it.</returns>
    internal bool TryGetProbabilities(ReadOnlySpan<float> output, Span<float> probabilities)
    {
        var own = probabilities[^output.Length..];
        output.CopyTo(own);
        ToProbabilities(own);
        if (Scale == OutputScale.Unknown && !IsDistribution(own))
            return false;
        if (_isSingleUnit)
            probabilities[0] = 1 - own[0];
        return true;
    }

    /// <summary>Turns logits into probabilities; other outputs stay as they are.</summary>
    /// <param name="output">(units), overwritten.</param>
    internal void ToProbabilities(Span<float> output)
    {
        if (Scale == OutputScale.Logits && !_isSingleUnit)
            SoftmaxActivation.Normalize(output, output);
        else if (Scale is OutputScale.Logits or OutputScale.BinaryLogits)
            TensorPrimitives.Sigmoid<float>(output, output);
    }

    /// <summary>Turns probabilities back into what the output has: the inverse of <see cref="ToProbabilities"/>.</summary>
    /// <param name="probabilities">(units), overwritten.</param>
    internal void FromProbabilities(Span<float> probabilities)
    {
        if (Scale is not (OutputScale.Logits or OutputScale.BinaryLogits))
            return;
        var isSoftmax = Scale == OutputScale.Logits && !_isSingleUnit;
        foreach (ref var value in probabilities)
        {
            var logit = MathF.Log(Math.Max(value, SmallestProbability));
            value = isSoftmax ? logit : logit - MathF.Log(Math.Max(1 - value, SmallestProbability));
        }
    }

    // What ends a network may stand before layers that do nothing in use, such as dropout.
    private static Activation? ActivationOf(Layer output)
    {
        while (output.OutputActivation is null && output.PassesInputOn(training: false))
            output = output.Inbound[0];
        return output.OutputActivation;
    }

    private static OutputScale ScaleOf(Loss? loss)
    {
        if (TakesLogits(loss) is not true)
            return OutputScale.Unknown;
        return loss is BinaryCrossentropy ? OutputScale.BinaryLogits : OutputScale.Logits;
    }

    // Outputs whose layer says nothing, such as the mean of two softmaxes, tell by themselves.
    private bool IsDistribution(ReadOnlySpan<float> output) =>
        !_isSingleUnit && TensorPrimitives.Min(output) >= 0 && Math.Abs(TensorPrimitives.Sum(output) - 1) <= SumTolerance;
}
