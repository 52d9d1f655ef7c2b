using System.Numerics.Tensors;
using MnistPS.Numerics;
using MnistPS.Settings;

namespace MnistPS.Losses;

/// <summary>
/// The mean over the outputs of ½·e² for errors e = p − y up to δ, and δ·(|e| − ½·δ) beyond (Huber 1964): few large errors
/// count less than in <see cref="MeanSquaredError"/>.
/// </summary>
public sealed class Huber : MeanLoss
{
    /// <inheritdoc/>
    public override string Name => "huber";

    /// <summary>δ, from where on the loss is a straight line. Range: above 0. Default: 1.</summary>
    [Setting("delta", Above = 0, OutOfRange = "HuberDeltaOutOfRange")]
    public float Delta { get; init; } = 1;

    // With the error c cut off at ±δ, both branches are c·(e − ½·c), and the derivative is c.
    private protected override double EvaluateOutputs(
        ReadOnlySpan<float> prediction, bool areLogits, ReadOnlySpan<float> target, Span<float> slope, Span<float> scratch)
    {
        TensorPrimitives.Subtract(prediction, target, scratch);
        TensorPrimitives.Clamp(scratch, -Delta, Delta, slope);
        return WideSum.Dot(slope, scratch) - (0.5 * WideSum.OfSquares(slope));
    }
}
