using System.Numerics.Tensors;
using MnistPS.Layers;
using MnistPS.Layers.Initializers;
using MnistPS.Numerics;

namespace MnistPS.Tests.Layers;

public class InitializerTests
{
    private const int Inputs = 300;
    private const int Units = 200;

    [Theory]
    [InlineData(InitializerKind.GlorotUniform, 6.0 / (Inputs + Units))]
    [InlineData(InitializerKind.HeUniform, 6.0 / Inputs)]
    [InlineData(InitializerKind.LecunUniform, 3.0 / Inputs)]
    public void Uniform_values_fill_the_range_evenly(InitializerKind kind, double limitSquared)
    {
        var limit = (float)Math.Sqrt(limitSquared);
        var values = Fill(InitializerCatalog.Get(kind));
        Assert.InRange(TensorPrimitives.Max<float>(values), 0.999f * limit, limit);
        Assert.InRange(TensorPrimitives.Min<float>(values), -limit, -0.999f * limit);
        AssertMoments(values, deviation: limit / Math.Sqrt(3));
    }

    [Theory]
    [InlineData(InitializerKind.GlorotNormal, 2.0 / (Inputs + Units))]
    [InlineData(InitializerKind.HeNormal, 2.0 / Inputs)]
    [InlineData(InitializerKind.LecunNormal, 1.0 / Inputs)]
    public void Normal_values_have_the_variance_and_end_at_two_deviations(InitializerKind kind, double variance)
    {
        var values = Fill(InitializerCatalog.Get(kind));
        var end = (float)(2 * Math.Sqrt(variance) / 0.87962566);
        Assert.InRange(values.Max(MathF.Abs), 0.999f * end, end);
        AssertMoments(values, deviation: Math.Sqrt(variance));
    }

    [Fact]
    public void A_bias_counts_as_many_inputs_as_it_has_units()
    {
        // Keras's compute_fans: √(6 / 5,000) = 0.0346, not √(6 / 1) = 2.449.
        var bias = new Parameter("bias", 1, 5000, InitializerCatalog.Get(InitializerKind.HeUniform), isVector: true);
        bias.Seed(1);
        Assert.InRange(bias.Value.Span.ToArray().Max(MathF.Abs), 0.0345f, 0.034642f);
    }

    public static TheoryData<InitializerKind, int, int> Sizes
    {
        get
        {
            var sizes = new TheoryData<InitializerKind, int, int>();
            foreach (var kind in Enum.GetValues<InitializerKind>().Where(kind => DeviationOf(kind, 1, 1) is not null))
            {
                foreach (var (inputs, units) in new[] { (1, 1), (1, 65_536), (65_536, 1), (784, 128), (3, 7), (2_000_000, 1), (1, 1_000_000), (4_000, 500) })
                    sizes.Add(kind, inputs, units);
            }

            return sizes;
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Bounds_mean_and_deviation_are_those_of_the_formula_for_every_size(InitializerKind kind, int inputs, int units)
    {
        AssertDistribution(kind, new Shape(inputs, units), DeviationOf(kind, inputs, units)!.Value);
        AssertDistribution(kind, new Shape(units), DeviationOf(kind, units, units)!.Value);
    }

    [Theory]
    [InlineData(30, 20)]
    [InlineData(20, 30)]
    [InlineData(25, 25)]
    public void Orthogonal_vectors_have_length_one_and_right_angles(int rows, int columns)
    {
        var values = new Matrix(rows, columns);
        InitializerCatalog.Get(InitializerKind.Orthogonal).Fill(values, new Shape(values.Rows, values.Columns), new RandomStream(1));
        for (var i = 0; i < Math.Min(rows, columns); i++)
        {
            for (var j = 0; j < Math.Min(rows, columns); j++)
                Assert.Equal(i == j ? 1 : 0, Dot(values, i, j), 1e-5);
        }
    }

    [Fact]
    public void Zeros_ones_and_constants_are_the_same_everywhere()
    {
        Assert.All(Fill(InitializerCatalog.Zeros), value => Assert.Equal(0, value));
        Assert.All(Fill(InitializerCatalog.Ones), value => Assert.Equal(1, value));
        Assert.All(Fill(InitializerCatalog.Constant(-0.1f)), value => Assert.Equal(-0.1f, value));
    }

    [Fact]
    public void Every_initializer_is_found_by_its_name()
    {
        foreach (var kind in Enum.GetValues<InitializerKind>())
            Assert.Same(InitializerCatalog.Get(kind), InitializerCatalog.Get(InitializerCatalog.Get(kind).Name));
    }

    [Theory]
    [InlineData(0.1f)]
    [InlineData(-3e-12f)]
    [InlineData(1 / 3f)]
    public void A_constant_is_saved_with_its_value(float value)
    {
        var again = InitializerCatalog.Get(InitializerCatalog.Constant(value).ToString());
        Assert.All(Fill(again), number => Assert.Equal(value, number));
    }

    [Theory]
    [InlineData("glorot")]
    [InlineData("constant(x)")]
    [InlineData("constant")]
    public void An_unknown_name_is_refused(string name) =>
        Assert.Equal("InitializerUnknown", Assert.Throws<MnistPSException>(() => InitializerCatalog.Get(name)).ErrorId);

    [Fact]
    public void A_constant_that_is_no_number_is_refused() => Assert.Equal(
        "InitializerValueNotFinite", Assert.Throws<MnistPSException>(() => InitializerCatalog.Constant(float.NaN)).ErrorId);

    private static float[] Fill(Initializer initializer)
    {
        var values = new Matrix(Inputs, Units);
        initializer.Fill(values, new Shape(values.Rows, values.Columns), new RandomStream(1));
        return values.Span.ToArray();
    }

    private static double? DeviationOf(InitializerKind kind, int inputs, int units) => kind switch
    {
        InitializerKind.GlorotUniform or InitializerKind.GlorotNormal => Math.Sqrt(2.0 / ((double)inputs + units)),
        InitializerKind.HeUniform or InitializerKind.HeNormal => Math.Sqrt(2.0 / inputs),
        InitializerKind.LecunUniform or InitializerKind.LecunNormal => Math.Sqrt(1.0 / inputs),
        _ => null,
    };

    private static void AssertDistribution(InitializerKind kind, Shape shape, double deviation)
    {
        var values = new Matrix(1, shape.Size);
        InitializerCatalog.Get(kind).Fill(values, shape, new RandomStream(3));
        var numbers = values.Span.ToArray();
        var end = deviation * (kind.ToString().EndsWith("Uniform", StringComparison.Ordinal) ? Math.Sqrt(3) : 2 / 0.87962566);
        Assert.All(new[] { numbers.Min(), numbers.Max() }, value => Assert.InRange(value, -end * 1.000001, end * 1.000001));

        // Six standard errors.
        var error = 6 / Math.Sqrt(numbers.Length);
        Assert.InRange(numbers.Average(value => (double)value), -error * deviation, error * deviation);
        var variance = numbers.Average(value => (double)value * value) / (deviation * deviation);
        Assert.InRange(variance, 1 - error, 1 + error);
    }

    // 60,000 numbers: the mean's own deviation is 0.4% of theirs, that of the deviation less.
    private static void AssertMoments(float[] values, double deviation)
    {
        Assert.InRange(values.Average(), -0.02 * deviation, 0.02 * deviation);
        Assert.Equal(deviation, Math.Sqrt(values.Average(value => value * value)), 0.01 * deviation);
    }

    private static double Dot(Matrix values, int i, int j)
    {
        var sum = 0.0;
        for (var k = 0; k < Math.Max(values.Rows, values.Columns); k++)
            sum += values.Rows < values.Columns
                ? values.Row(i)[k] * values.Row(j)[k]
                : values.Row(k)[i] * values.Row(k)[j];
        return sum;
    }
}
