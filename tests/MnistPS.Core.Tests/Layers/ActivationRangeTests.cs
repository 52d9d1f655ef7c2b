using MnistPS.Layers.Activations;
using MnistPS.Numerics;

namespace MnistPS.Tests.Layers;

/// <summary>
/// Each activation, value and slope, against its formula in double for every 4,096th of all float32 numbers, powers of ten from 1e-30
/// to 1e30 and infinity. What is wrong by less than an absolute error, or by less than a relative one, is right.
/// </summary>
public class ActivationRangeTests
{
    private const uint EveryBits = 1 << 12;

    // Around 1e-38 numbers of float32 begin to have ever fewer digits; a sigmoid of −88.7 is 0.
    private const double Smallest = 3e-37;

    private static readonly float[] s_all = [.. Numbers()];

    /// <summary>Kind, value and slope in double, allowed relative errors of both, allowed absolute error of the slope.</summary>
    public static TheoryData<ActivationKind, Func<double, double>, Func<double, double>, double, double, double> Formulas => new()
    {
        { ActivationKind.Linear, z => z, _ => 1, 0, 0, 0 },
        { ActivationKind.ReLU, z => Math.Max(z, 0), z => z > 0 ? 1 : 0, 0, 0, 0 },
        { ActivationKind.LeakyReLU, z => z > 0 ? z : 0.2 * z, z => z > 0 ? 1 : 0.2, 1e-7, 1e-7, 0 },
        { ActivationKind.Sigmoid, Sigmoid, z => Sigmoid(z) * Sigmoid(-z), 6e-7, 1e-6, 0 },

        // From the output y alone the slope 1 − y² has no digits left where y is nearly ±1.
        { ActivationKind.Tanh, Math.Tanh, z => 1 / (Math.Cosh(z) * Math.Cosh(z)), 5e-7, 1e-6, 6e-7 },
        { ActivationKind.ELU, Elu, z => z > 0 ? 1 : Math.Exp(z), 5e-7, 1e-6, 1e-7 },
        {
            ActivationKind.SELU,
            z => 1.0507009873554805 * (z > 0 ? z : 1.6732632423543772 * Elu(z)),
            z => 1.0507009873554805 * (z > 0 ? 1 : 1.6732632423543772 * Math.Exp(z)),
            5e-7,
            1e-6,
            3e-7
        },

        // The exponent z²/2 is rounded before it is one: towards z = −13 that is a relative error of 1e-5.
        { ActivationKind.GELU, z => z <= -40 ? 0 : z * NormalDistribution(z), GeluSlope, 2e-5, 5e-5, 3e-7 },
        { ActivationKind.SiLU, z => z <= -800 ? 0 : z * Sigmoid(z), SiluSlope, 6e-7, 1e-5, 3e-7 },
        { ActivationKind.Softplus, z => Math.Max(z, 0) + LogP1(Math.Exp(-Math.Abs(z))), Sigmoid, 6e-7, 6e-7, 0 },
    };

    [Fact]
    public void Every_activation_is_compared() => Assert.Equal(
        Enum.GetValues<ActivationKind>().Where(kind => kind != ActivationKind.Softmax).Order(),
        Formulas.Select(row => (ActivationKind)row[0]).Order());

    [Theory]
    [MemberData(nameof(Formulas))]
    public void Values_and_slopes_are_those_of_double_over_all_of_float32(
        ActivationKind kind,
        Func<double, double> value,
        Func<double, double> slope,
        double relative,
        double relativeSlope,
        double absoluteSlope)
    {
        var (values, slopes) = Compute(kind, s_all);
        for (var i = 0; i < s_all.Length; i++)
        {
            AssertClose($"f({s_all[i]:R})", value(s_all[i]), values[i], relative, 0);
            AssertClose($"f'({s_all[i]:R})", slope(s_all[i]), slopes[i], relativeSlope, absoluteSlope);
        }
    }

    [Theory]
    [MemberData(nameof(Formulas))]
    public void What_is_no_number_stays_none(
        ActivationKind kind, Func<double, double> value, Func<double, double> slope, double relative, double relativeSlope, double absoluteSlope)
    {
        Assert.NotNull(value);
        Assert.NotNull(slope);
        Assert.True(relative >= 0 && relativeSlope >= 0 && absoluteSlope >= 0);
        Assert.All(Compute(kind, [.. Enumerable.Repeat(float.NaN, 19)]).Values, y => Assert.True(float.IsNaN(y)));
    }

    [Fact]
    public void Gelu_of_numbers_far_below_zero_goes_to_zero_from_below()
    {
        var values = Compute(ActivationKind.GELU, [-6, -5.5f, -1e4f, -1e30f, float.NegativeInfinity]).Values;
        Assert.Equal(-5.9195e-9, values[0], 1e-12);
        Assert.Equal(-1.0444259e-7, values[1], 1e-11);
        Assert.Equal([0, 0, 0], values[2..]);
    }

    [Theory]
    [InlineData(1e30f, 0, -1e30f)]
    [InlineData(3e38f, -3e38f, 0)]
    [InlineData(0, float.NegativeInfinity, float.NegativeInfinity)]
    [InlineData(-1e30f, -1.1e30f, -3e38f)]
    public void Softmax_of_huge_logits_chooses_the_largest(float largest, float second, float third)
    {
        var (values, slopes) = Compute(ActivationKind.Softmax, [largest, second, third]);
        Assert.Equal([1, 0, 0], values);
        Assert.Equal([0, 0, 0], slopes);
    }

    [Theory]
    [InlineData(1e30f)]
    [InlineData(-1e30f)]
    [InlineData(3e38f)]
    [InlineData(1e-30f)]
    public void Softmax_of_equal_logits_shares_evenly(float logit)
    {
        var values = Compute(ActivationKind.Softmax, [logit, logit, logit, logit]).Values;
        Assert.Equal([0.25f, 0.25f, 0.25f, 0.25f], values);
    }

    [Fact]
    public void Softmax_is_that_of_double_for_logits_of_every_size()
    {
        for (var size = -30; size <= 30; size++)
        {
            float[] logits = [.. new[] { 1, -1, 0.5, -2, 0.25 }.Select(share => (float)(share * Math.Pow(10, size)))];
            var exponentials = logits.Select(logit => Math.Exp((double)logit - logits.Max())).ToArray();
            var values = Compute(ActivationKind.Softmax, logits).Values;
            for (var i = 0; i < logits.Length; i++)
                AssertClose($"share {i} at 1e{size}", exponentials[i] / exponentials.Sum(), values[i], 1e-5, 0);
        }
    }

    private static (float[] Values, float[] Slopes) Compute(ActivationKind kind, float[] inputs)
    {
        var activation = ActivationCatalog.Get(kind);
        var z = new Matrix(1, inputs.Length);
        inputs.CopyTo(z.Span);
        var y = new Matrix(1, inputs.Length);
        activation.Forward(z, y);
        var gradient = new Matrix(1, inputs.Length);
        gradient.Span.Fill(1);
        activation.Backward(activation.NeedsPreActivation ? z : y, y, gradient);
        return (y.Span.ToArray(), gradient.Span.ToArray());
    }

    private static void AssertClose(string what, double expected, float actual, double relative, double absolute)
    {
        // A number beyond float32 is infinite there.
        if (actual == (float)expected)
            return;
        var allowed = Math.Max(Math.Max(relative * Math.Abs(expected), absolute), Smallest);
        Assert.True(Math.Abs(expected - actual) <= allowed, $"{what}: {expected:R} was expected, {actual:R} came.");
    }

    private static IEnumerable<float> Numbers()
    {
        for (uint bits = 0; bits < 0x7F800000; bits += EveryBits)
        {
            yield return BitConverter.UInt32BitsToSingle(bits);
            yield return -BitConverter.UInt32BitsToSingle(bits);
        }

        for (var power = -30; power <= 30; power++)
        {
            yield return (float)Math.Pow(10, power);
            yield return -(float)Math.Pow(10, power);
        }

        yield return float.PositiveInfinity;
        yield return float.NegativeInfinity;
    }

    private static double Sigmoid(double z) => 1 / (1 + Math.Exp(-z));

    private static double Elu(double z) => z > 0 ? z : ExpM1(z);

    // Kahan's: the rounding of eᶻ cancels against that of its logarithm.
    private static double ExpM1(double z)
    {
        var exponential = Math.Exp(z);
        return exponential == 1 ? z : exponential < 1e-10 ? exponential - 1 : (exponential - 1) * z / Math.Log(exponential);
    }

    private static double LogP1(double x) => 1 + x == 1 ? x : Math.Log(1 + x) * x / (1 + x - 1);

    private static double GeluSlope(double z) => double.IsInfinity(z) || Math.Abs(z) > 40
        ? (z > 0 ? 1 : 0)
        : NormalDistribution(z) + (z * Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI));

    private static double SiluSlope(double z) => Math.Abs(z) > 800
        ? (z > 0 ? 1 : 0)
        : Sigmoid(z) * (1 + (z * Sigmoid(-z)));

    // Φ(z) = ½·erfc(−z/√2): a series near 0, a continued fraction in the tails (Abramowitz and Stegun 26.2.10 and 26.2.14).
    private static double NormalDistribution(double z)
    {
        if (Math.Abs(z) > 40)
            return z > 0 ? 1 : 0;
        var density = Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI);
        if (Math.Abs(z) > 3)
        {
            var fraction = 0.0;
            for (var k = 200; k >= 1; k--)
                fraction = k / (Math.Abs(z) + fraction);
            var tail = density / (Math.Abs(z) + fraction);
            return z < 0 ? tail : 1 - tail;
        }

        double term = z, sum = z;
        for (var k = 1; k < 100; k++)
        {
            term *= z * z / ((2 * k) + 1);
            sum += term;
        }

        return 0.5 + (density * sum);
    }
}
