using MnistPS.Numerics;

namespace MnistPS.Tests.Numerics;

/// <summary>Plain loops (few rows) and libtorch must give the same, with all three products written out here.</summary>
public sealed class MatrixProductTests
{
    private const int Inner = 37;
    private const int Columns = 11;
    private readonly RandomSource _random = new(seed: 5);

    [Theory]
    [InlineData(1, false)]
    [InlineData(4, true)]
    [InlineData(5, false)]
    [InlineData(64, true)]
    public void Multiply_is_the_sum_over_the_inner_axis(int rows, bool accumulate)
    {
        var (a, b, result) = (Fill(rows, Inner), Fill(Inner, Columns), Fill(rows, Columns));
        var before = result.Clone();
        MatrixProduct.Multiply(a, b, result, accumulate);

        AssertEach(result, (i, j) => Before(before, i, j, accumulate) + Sum(Inner, k => a.Row(i)[k] * b.Row(k)[j]));
    }

    [Theory]
    [InlineData(2, true)]
    [InlineData(33, false)]
    public void MultiplyByTransposed_takes_the_rows_of_the_second(int rows, bool accumulate)
    {
        var (a, b, result) = (Fill(rows, Inner), Fill(Columns, Inner), Fill(rows, Columns));
        var before = result.Clone();
        MatrixProduct.MultiplyByTransposed(a, b, result, accumulate);

        AssertEach(result, (i, j) => Before(before, i, j, accumulate) + Sum(Inner, k => a.Row(i)[k] * b.Row(j)[k]));
    }

    [Theory]
    [InlineData(3, false)]
    [InlineData(48, true)]
    public void TransposedMultiply_sums_over_the_batch(int batch, bool accumulate)
    {
        var (a, b, result) = (Fill(batch, Inner), Fill(batch, Columns), Fill(Inner, Columns));
        var before = result.Clone();
        MatrixProduct.TransposedMultiply(a, b, result, accumulate);

        AssertEach(result, (i, j) => Before(before, i, j, accumulate) + Sum(batch, k => a.Row(k)[i] * b.Row(k)[j]));
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_refused_before_libtorch_sees_them() =>
        Assert.Throws<ArgumentException>(() => MatrixProduct.Multiply(Fill(8, 3), Fill(4, 2), Fill(8, 2)));

    private Matrix Fill(int rows, int columns)
    {
        var matrix = new Matrix(rows, columns);
        foreach (ref var value in matrix.Span)
            value = _random.NextSingle(-1, 1);
        return matrix;
    }

    private static double Before(Matrix before, int i, int j, bool accumulate) => accumulate ? before.Row(i)[j] : 0;

    private static double Sum(int count, Func<int, double> term) => Enumerable.Range(0, count).Sum(term);

    private static void AssertEach(Matrix actual, Func<int, int, double> expected)
    {
        for (var i = 0; i < actual.Rows; i++)
        {
            for (var j = 0; j < actual.Columns; j++)
                Assert.Equal(expected(i, j), actual.Row(i)[j], 1e-5);
        }
    }
}
