using System.Numerics.Tensors;
using MnistPS.Numerics;

namespace MnistPS.Layers.Activations;

/// <summary>
/// An activation that looks at one number at a time. It is computed in blocks that stay in the processor's first cache,
/// so that a formula of several steps reads and writes memory only once.
/// </summary>
public abstract class ElementwiseActivation : Activation
{
    private const int BlockLength = 1024;

    /// <inheritdoc/>
    public sealed override void Forward(Matrix z, Matrix y)
    {
        Span<float> scratch = stackalloc float[BlockLength];
        for (var start = 0; start < y.Length; start += BlockLength)
        {
            var length = Math.Min(BlockLength, y.Length - start);
            Compute(z.Span.Slice(start, length), y.Span.Slice(start, length), scratch[..length]);
        }
    }

    /// <inheritdoc/>
    public sealed override void Backward(Matrix z, Matrix y, Matrix gradient)
    {
        Span<float> slopes = stackalloc float[BlockLength];
        Span<float> scratch = stackalloc float[BlockLength];
        for (var start = 0; start < y.Length; start += BlockLength)
        {
            var length = Math.Min(BlockLength, y.Length - start);
            var slope = slopes[..length];
            Differentiate(z.Span.Slice(start, length), y.Span.Slice(start, length), slope, scratch[..length]);
            var block = gradient.Span.Slice(start, length);
            TensorPrimitives.Multiply(block, slope, block);
        }
    }

    /// <summary>Computes y = f(z).</summary>
    /// <param name="z">A block of numbers.</param>
    /// <param name="y">As many; may be the very same memory as z.</param>
    /// <param name="scratch">As many numbers to put something aside.</param>
    private protected abstract void Compute(ReadOnlySpan<float> z, Span<float> y, Span<float> scratch);

    /// <summary>Computes the slope f′(z).</summary>
    /// <param name="z">A block of numbers; y itself unless <see cref="Activation.NeedsPreActivation"/>.</param>
    /// <param name="y">As many: f(z).</param>
    /// <param name="slope">As many, overwritten.</param>
    /// <param name="scratch">As many numbers to put something aside.</param>
    private protected abstract void Differentiate(
        ReadOnlySpan<float> z, ReadOnlySpan<float> y, Span<float> slope, Span<float> scratch);
}
