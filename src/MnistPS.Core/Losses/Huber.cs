using System.Numerics.Tensors;
using MnistPS.Numerics;

namespace MnistPS.Losses;

/// <summary>
/// The mean over the outputs of ½·e² for errors e = p − y up to δ, and δ·(|e| − ½·δ) beyond (Huber 1964): few large errors
/// count less than in <see cref="MeanSquaredError"/>.
/// </summary>
public sealed class Huber : MeanLoss
{
    /// <summary>Makes the loss.</summary>
    /// <param name="delta">δ, from where on the loss is a straight line. Range: above 0. Default: 1.</param>
    /// <exception cref="MnistPSException">δ is out of range (<c>HuberDeltaOutOfRange</c>).</exception>
    public Huber(float delta = 1)
    {
        if (!(delta > 0) || !float.IsFinite(delta))
            throw new MnistPSException(
                "HuberDeltaOutOfRange", ErrorKind.InvalidArgument, $"Delta must be above 0; {delta} was given.");
        Delta = delta;
    }

    /// <inheritdoc/>
    public override string Name => "huber";

    /// <summary>From where on the loss is a straight line.</summary>
    public float Delta { get; }

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, object?> GetConfiguration() =>
        new Dictionary<string, object?> { ["delta"] = Delta };

    // With the error c cut off at ±δ, both branches are c·(e − ½·c), and the derivative is c.
    private protected override double EvaluateOutputs(
        ReadOnlySpan<float> prediction, bool areLogits, ReadOnlySpan<float> target, Span<float> slope, Span<float> scratch)
    {
        TensorPrimitives.Subtract(prediction, target, scratch);
        TensorPrimitives.Clamp(scratch, -Delta, Delta, slope);
        return WideSum.Dot(slope, scratch) - (0.5 * WideSum.OfSquares(slope));
    }
}
