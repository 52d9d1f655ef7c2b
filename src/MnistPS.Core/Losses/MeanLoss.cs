using System.Numerics.Tensors;

namespace MnistPS.Losses;

/// <summary>A loss that looks at one output at a time and takes the mean over all outputs of a sample.</summary>
public abstract class MeanLoss : Loss
{
    // What a formula of several steps puts aside stays in the processor's first cache.
    private const int BlockLength = 512;

    /// <summary>A factor of all slopes, multiplied together with the mean's, so that nothing overflows in between.</summary>
    private protected virtual float SlopeFactor => 1;

    private protected sealed override double EvaluateSample(
        ReadOnlySpan<float> prediction, bool areLogits, ReadOnlySpan<float> target, Span<float> slope)
    {
        Span<float> scratch = stackalloc float[BlockLength];
        Span<float> slopes = stackalloc float[BlockLength];
        var sum = 0.0;
        for (var start = 0; start < prediction.Length; start += BlockLength)
        {
            var length = Math.Min(BlockLength, prediction.Length - start);
            var block = slope.IsEmpty ? slopes[..length] : slope.Slice(start, length);
            sum += EvaluateOutputs(
                prediction.Slice(start, length), areLogits, target.Slice(start, length), block, scratch[..length]);
            TensorPrimitives.Divide(block, prediction.Length / SlopeFactor, block);
        }

        return sum / prediction.Length;
    }

    /// <summary>Computes the losses of some outputs.</summary>
    /// <param name="prediction">Outputs, or pre-activations where <paramref name="areLogits"/>.</param>
    /// <param name="areLogits">Whether the predictions come from before the activation.</param>
    /// <param name="target">What should have come out.</param>
    /// <param name="slope">As many numbers, overwritten with the derivative of each output's loss, but for <see cref="SlopeFactor"/>.</param>
    /// <param name="scratch">As many numbers to put something aside.</param>
    /// <returns>The sum of the losses.</returns>
    private protected abstract double EvaluateOutputs(
        ReadOnlySpan<float> prediction,
        bool areLogits,
        ReadOnlySpan<float> target,
        Span<float> slope,
        Span<float> scratch);
}
