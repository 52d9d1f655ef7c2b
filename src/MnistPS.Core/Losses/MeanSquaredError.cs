using System.Numerics.Tensors;
using MnistPS.Numerics;

namespace MnistPS.Losses;

/// <summary>The mean over the outputs of (p − y)².</summary>
public sealed class MeanSquaredError : MeanLoss
{
    /// <inheritdoc/>
    public override string Name => "mean_squared_error";

    // d(p − y)²/dp = 2·(p − y).
    private protected override float SlopeFactor => 2;

    private protected override double EvaluateOutputs(
        ReadOnlySpan<float> prediction, bool areLogits, ReadOnlySpan<float> target, Span<float> slope, Span<float> scratch)
    {
        TensorPrimitives.Subtract(prediction, target, slope);
        return WideSum.OfSquares(slope);
    }
}
