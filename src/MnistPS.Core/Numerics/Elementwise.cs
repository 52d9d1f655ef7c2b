using System.Numerics;
using System.Runtime.InteropServices;

namespace MnistPS.Numerics;

/// <summary>Number by number over spans, several at once: what TensorPrimitives does not have.</summary>
internal static class Elementwise
{
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
