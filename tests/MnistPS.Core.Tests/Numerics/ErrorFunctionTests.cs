using MnistPS.Numerics;

namespace MnistPS.Tests.Numerics;

public class ErrorFunctionTests
{
    // Abramowitz and Stegun, table 7.1.
    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.1, 0.1124629160)]
    [InlineData(0.5, 0.5204998778)]
    [InlineData(1, 0.8427007929)]
    [InlineData(1.5, 0.9661051465)]
    [InlineData(2, 0.9953222650)]
    [InlineData(3, 0.9999779095)]
    [InlineData(10, 1)]
    public void Values_agree_with_the_table_on_both_sides(float x, double expected)
    {
        // A length that is not a multiple of a vector's.
        var values = new float[37];
        values.AsSpan(0, 19).Fill(x);
        values.AsSpan(19).Fill(-x);
        ErrorFunction.Compute(values, values);
        Assert.All(values[..19], value => Assert.Equal(expected, value, 4e-7));
        Assert.All(values[19..], value => Assert.Equal(-expected, value, 4e-7));
    }
}
