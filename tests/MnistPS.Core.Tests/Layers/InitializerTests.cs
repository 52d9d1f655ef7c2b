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

    [Theory]
    [InlineData(30, 20)]
    [InlineData(20, 30)]
    [InlineData(25, 25)]
    public void Orthogonal_vectors_have_length_one_and_right_angles(int rows, int columns)
    {
        var values = new Matrix(rows, columns);
        InitializerCatalog.Get(InitializerKind.Orthogonal).Fill(values, new RandomStream(1));
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
        var again = InitializerCatalog.Get(InitializerCatalog.Constant(value).Name);
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
        initializer.Fill(values, new RandomStream(1));
        return values.Span.ToArray();
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
