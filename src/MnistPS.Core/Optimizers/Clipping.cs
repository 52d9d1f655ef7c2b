using System.Numerics.Tensors;
using MnistPS.Numerics;

namespace MnistPS.Optimizers;

/// <summary>
/// Keeps gradients from becoming large: by the norm of each variable's gradient, by the norm of all together, or number by
/// number. As in Keras only one of the three can be chosen.
/// </summary>
public sealed record Clipping
{
    /// <summary>No variable's gradient is longer than this: g·norm / max(|g|, norm). Range: above 0. Null for no limit.</summary>
    public float? Norm { get; init; }

    /// <summary>All gradients taken as one vector are no longer than this. Range: above 0. Null for no limit.</summary>
    public float? GlobalNorm { get; init; }

    /// <summary>No number of a gradient is further from 0 than this. Range: above 0. Null for no limit.</summary>
    public float? Value { get; init; }

    /// <summary>Refuses limits that are out of range, or more than one.</summary>
    /// <exception cref="MnistPSException"><c>OptimizerSettingOutOfRange</c> or <c>ClippingAmbiguous</c>.</exception>
    internal void Check()
    {
        CheckLimit("ClipNorm", Norm);
        CheckLimit("GlobalClipNorm", GlobalNorm);
        CheckLimit("ClipValue", Value);
        if (new[] { Norm, GlobalNorm, Value }.Count(limit => limit is not null) > 1)
            throw new MnistPSException(
                "ClippingAmbiguous", ErrorKind.InvalidArgument, "Only one of ClipNorm, GlobalClipNorm and ClipValue can be given.");
    }

    /// <summary>Clips.</summary>
    /// <param name="gradients">All gradients, changed in place.</param>
    /// <param name="variables">The same memory, variable by variable.</param>
    internal void Apply(Matrix gradients, IReadOnlyList<Matrix> variables)
    {
        if (Norm is { } norm)
        {
            foreach (var variable in variables)
                Shorten(variable.Span, norm);
        }
        else if (GlobalNorm is { } globalNorm)
        {
            Shorten(gradients.Span, globalNorm);
        }
        else if (Value is { } value)
        {
            TensorPrimitives.Clamp(gradients.Span, -value, value, gradients.Span);
        }
    }

    private static void Shorten(Span<float> gradient, float longest)
    {
        var length = Math.Sqrt(WideSum.OfSquares(gradient));
        if (length > longest)
            TensorPrimitives.Multiply(gradient, (float)(longest / length), gradient);
    }

    private static void CheckLimit(string name, float? limit)
    {
        if (limit is { } value && !(value > 0 && float.IsFinite(value)))
            throw new MnistPSException(
                "OptimizerSettingOutOfRange", ErrorKind.InvalidArgument, $"{name} must be above 0; {value} was given.");
    }
}
