using System.Numerics;
using System.Runtime.InteropServices;

namespace MnistPS.Numerics;

/// <summary>Sums of float32 numbers in double: neither does a square of 1e30 overflow, nor is a small number lost beside large ones.</summary>
internal static class WideSum
{
    /// <summary>Σ x·y.</summary>
    /// <param name="x">Numbers.</param>
    /// <param name="y">As many.</param>
    /// <returns>The sum of their products.</returns>
    internal static double Dot(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        var first = MemoryMarshal.Cast<float, Vector<float>>(x);
        var second = MemoryMarshal.Cast<float, Vector<float>>(y);
        var (lower, upper) = (Vector<double>.Zero, Vector<double>.Zero);
        for (var i = 0; i < first.Length; i++)
        {
            Vector.Widen(first[i], out var firstLower, out var firstUpper);
            Vector.Widen(second[i], out var secondLower, out var secondUpper);
            lower += firstLower * secondLower;
            upper += firstUpper * secondUpper;
        }

        var sum = Vector.Sum(lower + upper);
        for (var i = first.Length * Vector<float>.Count; i < x.Length; i++)
            sum += (double)x[i] * y[i];
        return sum;
    }

    /// <summary>Σ x².</summary>
    /// <param name="x">Numbers.</param>
    /// <returns>The sum of their squares.</returns>
    internal static double OfSquares(ReadOnlySpan<float> x) => Dot(x, x);

    /// <summary>Σ |x|.</summary>
    /// <param name="x">Numbers.</param>
    /// <returns>The sum of their magnitudes.</returns>
    internal static double OfMagnitudes(ReadOnlySpan<float> x)
    {
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(x);
        var (lower, upper) = (Vector<double>.Zero, Vector<double>.Zero);
        foreach (var vector in vectors)
        {
            Vector.Widen(Vector.Abs(vector), out var vectorLower, out var vectorUpper);
            lower += vectorLower;
            upper += vectorUpper;
        }

        var sum = Vector.Sum(lower + upper);
        foreach (var number in x[(vectors.Length * Vector<float>.Count)..])
            sum += Math.Abs((double)number);
        return sum;
    }
}
