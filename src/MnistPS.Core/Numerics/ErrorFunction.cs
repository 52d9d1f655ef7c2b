using System.Numerics;
using System.Runtime.InteropServices;

namespace MnistPS.Numerics;

/// <summary>
/// erf(x) = 2/√π·∫₀ˣ e^(−t²) dt, several numbers at once: x·P(x²)/Q(x²), a rational minimax approximation whose
/// coefficients are those of XLA and Eigen. Its error is below 4e-7.
/// </summary>
public static class ErrorFunction
{
    // From there on erf is 1 to the last bit of a float.
    private const float Limit = 3.8325069f;

    private static readonly float[] s_numerator =
        [0.00022905065861350646f, 0.0034082910107109506f, 0.050955695062380861f, 0.18520832239976145f, 1.128379143519084f];

    private static readonly float[] s_denominator =
    [
        -1.1791602954361697e-7f, 0.000023547966471313185f, 0.0010179625278914885f, 0.014070470171167667f,
        0.11098505178285362f, 0.49746925110067538f, 1,
    ];

    /// <summary>Computes erf of each number.</summary>
    /// <param name="x">The numbers.</param>
    /// <param name="result">As many numbers in (−1, 1), overwritten; may be the very same memory.</param>
    public static void Compute(ReadOnlySpan<float> x, Span<float> result)
    {
        var source = MemoryMarshal.Cast<float, Vector<float>>(x);
        var target = MemoryMarshal.Cast<float, Vector<float>>(result);
        for (var i = 0; i < source.Length; i++)
            target[i] = Compute(source[i]);
        for (var i = source.Length * Vector<float>.Count; i < x.Length; i++)
            result[i] = Compute(new Vector<float>(x[i]))[0];
    }

    private static Vector<float> Compute(Vector<float> x)
    {
        var clamped = Vector.Min(Vector.Max(x, new Vector<float>(-Limit)), new Vector<float>(Limit));
        var square = clamped * clamped;
        return clamped * Polynomial(s_numerator, square) / Polynomial(s_denominator, square);
    }

    // Horner's rule, the highest power first.
    private static Vector<float> Polynomial(float[] coefficients, Vector<float> x)
    {
        var sum = new Vector<float>(coefficients[0]);
        for (var i = 1; i < coefficients.Length; i++)
            sum = (sum * x) + new Vector<float>(coefficients[i]);
        return sum;
    }
}
