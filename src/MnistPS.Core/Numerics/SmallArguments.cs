using System.Numerics;
using System.Numerics.Tensors;

namespace MnistPS.Numerics;

/// <summary>
/// eˣ − 1, log(1 + x) and tanh x with a relative error below 3e-7 near 0 too, where <see cref="TensorPrimitives"/> loses all
/// digits: 1e-10 added to 1 is 1. The polynomials are Chebyshev interpolations of the functions.
/// </summary>
internal static class SmallArguments
{
    /// <summary>eˣ − 1 for x ≤ 0.</summary>
    /// <param name="x">The numbers.</param>
    /// <param name="result">As many, overwritten; other memory than x.</param>
    internal static void ExpM1(ReadOnlySpan<float> x, Span<float> result)
    {
        TensorPrimitives.Exp(x, result);
        Elementwise.Map<ExpM1OfExp>(x, result, result);
    }

    /// <summary>log(1 + x) for x from 0 to 1.</summary>
    /// <param name="x">The numbers.</param>
    /// <param name="result">As many, overwritten; may be the very same memory.</param>
    internal static void LogP1(ReadOnlySpan<float> x, Span<float> result) => Elementwise.Map<LogP1OfUnit>(x, x, result);

    /// <summary>The hyperbolic tangent.</summary>
    /// <param name="x">The numbers.</param>
    /// <param name="result">As many, overwritten; other memory than x.</param>
    internal static void Tanh(ReadOnlySpan<float> x, Span<float> result)
    {
        TensorPrimitives.Tanh(x, result);
        Elementwise.Map<TanhNearZero>(x, result, result);
    }

    private readonly struct ExpM1OfExp : IVectorFunction
    {
        private const float Limit = -0.5f;

        // x·P(x) from the limit on, with an error below 4e-9.
        private static ReadOnlySpan<float> Coefficients =>
            [0.00112340425f, 0.00818961393f, 0.0416300744f, 0.166662425f, 0.499999821f, 1];

        public static Vector<float> Compute(Vector<float> x, Vector<float> y) => Vector.ConditionalSelect(
            Vector.GreaterThan(x, new Vector<float>(Limit)),
            x * Elementwise.Polynomial(Coefficients, x),
            y - Vector<float>.One);
    }

    private readonly struct LogP1OfUnit : IVectorFunction
    {
        // log(1 + x) = 2·artanh(s) = 2·s·P(s²) with s = x/(2 + x) up to ⅓, with an error below 8e-9.
        private static ReadOnlySpan<float> Coefficients => [0.140788898f, 0.139825791f, 0.200122982f, 0.333331615f, 1];

        public static Vector<float> Compute(Vector<float> x, Vector<float> y)
        {
            var s = x / (x + new Vector<float>(2));
            return (s + s) * Elementwise.Polynomial(Coefficients, s * s);
        }
    }

    private readonly struct TanhNearZero : IVectorFunction
    {
        private const float Limit = 0.625f;

        // x·P(x²) up to the limit, with an error below 9e-9.
        private static ReadOnlySpan<float> Coefficients =>
            [-0.00565713504f, 0.0205881912f, -0.0537201092f, 0.133311138f, -0.333332598f, 1];

        public static Vector<float> Compute(Vector<float> x, Vector<float> y) => Vector.ConditionalSelect(
            Vector.LessThan(Vector.Abs(x), new Vector<float>(Limit)),
            x * Elementwise.Polynomial(Coefficients, x * x),
            y);
    }
}
