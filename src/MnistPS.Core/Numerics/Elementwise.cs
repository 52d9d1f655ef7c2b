using System.Numerics;
using System.Runtime.InteropServices;

namespace MnistPS.Numerics;

/// <summary>Number by number over spans, several at once: what TensorPrimitives does not have.</summary>
internal static class Elementwise
{
    /// <summary>Computes a function of pairs of numbers.</summary>
    /// <typeparam name="TFunction">The function.</typeparam>
    /// <param name="x">The first number of each pair.</param>
    /// <param name="y">As many: the second number of each pair.</param>
    /// <param name="result">As many, overwritten; may be the very same memory as x or y.</param>
    internal static void Map<TFunction>(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> result)
        where TFunction : struct, IVectorFunction
    {
        var first = MemoryMarshal.Cast<float, Vector<float>>(x);
        var second = MemoryMarshal.Cast<float, Vector<float>>(y);
        var target = MemoryMarshal.Cast<float, Vector<float>>(result);
        for (var i = 0; i < target.Length; i++)
            target[i] = TFunction.Compute(first[i], second[i]);
        for (var i = target.Length * Vector<float>.Count; i < result.Length; i++)
            result[i] = TFunction.Compute(new Vector<float>(x[i]), new Vector<float>(y[i]))[0];
    }

    /// <summary>Evaluates a polynomial by Horner's rule.</summary>
    /// <param name="coefficients">The highest power's first.</param>
    /// <param name="x">The numbers.</param>
    /// <returns>The values.</returns>
    internal static Vector<float> Polynomial(ReadOnlySpan<float> coefficients, Vector<float> x)
    {
        var sum = new Vector<float>(coefficients[0]);
        foreach (var coefficient in coefficients[1..])
            sum = (sum * x) + new Vector<float>(coefficient);
        return sum;
    }

    /// <summary>Puts one value wherever a condition is above 0, and leaves the rest.</summary>
    /// <param name="condition">What is compared with 0.</param>
    /// <param name="value">The value.</param>
    /// <param name="target">As many numbers as the condition; changed in place.</param>
    internal static void ReplaceWherePositive(ReadOnlySpan<float> condition, float value, Span<float> target)
    {
        var conditions = MemoryMarshal.Cast<float, Vector<float>>(condition);
        var targets = MemoryMarshal.Cast<float, Vector<float>>(target);
        var replacement = new Vector<float>(value);
        for (var i = 0; i < targets.Length; i++)
            targets[i] = Vector.ConditionalSelect(
                Vector.GreaterThan(conditions[i], Vector<float>.Zero), replacement, targets[i]);
        for (var i = targets.Length * Vector<float>.Count; i < target.Length; i++)
            target[i] = condition[i] > 0 ? value : target[i];
    }

    /// <summary>Replaces each number by one value if it is below a threshold, and by another if not.</summary>
    /// <param name="threshold">The threshold.</param>
    /// <param name="values">The numbers, changed in place.</param>
    /// <param name="below">The value for numbers below the threshold.</param>
    /// <param name="above">The value for all others.</param>
    internal static void StepAt(float threshold, Span<float> values, float below, float above)
    {
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(values);
        var (limit, low, high) = (new Vector<float>(threshold), new Vector<float>(below), new Vector<float>(above));
        foreach (ref var vector in vectors)
            vector = Vector.ConditionalSelect(Vector.LessThan(vector, limit), low, high);
        foreach (ref var value in values[(vectors.Length * Vector<float>.Count)..])
            value = value < threshold ? below : above;
    }
}
