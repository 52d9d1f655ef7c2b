using System.Numerics.Tensors;
using MnistPS.Numerics;

namespace MnistPS.Optimizers;

/// <summary>
/// Keeps gradients from becoming large: by the norm of each variable's gradient, by the norm of all together, or number by
/// number. As in Keras only one of the three can be chosen.
/// </summary>
internal static class Clipping
{
    /// <summary>Refuses more than one limit.</summary>
    /// <exception cref="MnistPSException"><c>ClippingAmbiguous</c>.</exception>
    internal static void Check(Optimizer limits)
    {
        if (new[] { limits.ClipNorm, limits.GlobalClipNorm, limits.ClipValue }.Count(limit => limit is not null) > 1)
            throw new MnistPSException(
                "ClippingAmbiguous", ErrorKind.InvalidArgument, "Only one of ClipNorm, GlobalClipNorm and ClipValue can be given.");
    }

    /// <summary>Clips.</summary>
    /// <param name="limits">Whose limits.</param>
    /// <param name="gradients">All gradients, changed in place.</param>
    /// <param name="variables">The same memory, variable by variable.</param>
    internal static void Apply(Optimizer limits, Matrix gradients, IReadOnlyList<Matrix> variables)
    {
        if (limits.ClipNorm is { } norm)
        {
            foreach (var variable in variables)
                Shorten(variable.Span, norm);
        }
        else if (limits.GlobalClipNorm is { } globalNorm)
        {
            Shorten(gradients.Span, globalNorm);
        }
        else if (limits.ClipValue is { } value)
        {
            TensorPrimitives.Clamp(gradients.Span, -value, value, gradients.Span);
        }
    }

    // g·norm / max(|g|, norm).
    private static void Shorten(Span<float> gradient, float longest)
    {
        var length = Math.Sqrt(WideSum.OfSquares(gradient));
        if (length > longest)
            TensorPrimitives.Multiply(gradient, (float)(longest / length), gradient);
    }
}
