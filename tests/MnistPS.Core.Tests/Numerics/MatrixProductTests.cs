using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using MnistPS.Numerics;

namespace MnistPS.Tests.Numerics;

/// <summary>
/// Plain loops (few samples) and vectors of every width must give the same, with all three products written out here.
/// </summary>
public sealed class MatrixProductTests
{
    private readonly RandomStream _random = new(seed: 5);

    // Samples, inner length and columns that are less than a tile, a tile, and more than one with a rest; long sums that
    // are taken apart; each with one thread and with three.
    public static TheoryData<int, int, int, int> Shapes
    {
        get
        {
            var data = new TheoryData<int, int, int, int>();
            foreach (var vectorBits in new[] { 512, 256, 128 })
            {
                foreach (var rows in new[] { 1, 4, 5, 8, 13, 64 })
                {
                    data.Add(rows, 37, 11, vectorBits);
                    data.Add(rows, 8, 32, vectorBits);
                    data.Add(rows, 300, 67, vectorBits);
                    data.Add(rows, 5, 130, vectorBits);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Multiply_is_the_sum_over_the_inner_axis(int rows, int inner, int columns, int vectorBits)
    {
        using var _ = new ProductWidth(vectorBits);
        var (a, b) = (Fill(rows, inner), Fill(inner, columns));

        AssertProduct(
            MatrixProduct.Multiply, a, b, Fill(rows, columns), inner, (i, j, k) => a.Row(i)[k] * b.Row(k)[j]);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void MultiplyByTransposed_takes_the_rows_of_the_second(int rows, int inner, int columns, int vectorBits)
    {
        using var _ = new ProductWidth(vectorBits);
        var (a, b) = (Fill(rows, inner), Fill(columns, inner));

        AssertProduct(
            MatrixProduct.MultiplyByTransposed, a, b, Fill(rows, columns), inner, (i, j, k) => a.Row(i)[k] * b.Row(j)[k]);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void TransposedMultiply_sums_over_the_batch(int batch, int rows, int columns, int vectorBits)
    {
        using var _ = new ProductWidth(vectorBits);
        var (a, b) = (Fill(batch, rows), Fill(batch, columns));

        AssertProduct(
            MatrixProduct.TransposedMultiply, a, b, Fill(rows, columns), batch, (i, j, k) => a.Row(k)[i] * b.Row(k)[j]);
    }

    [Fact]
    public void Neither_the_number_of_threads_nor_the_width_of_the_vectors_changes_a_bit()
    {
        var (a, b, expected) = (Fill(100, 784), Fill(784, 200), new Matrix(100, 200));
        MatrixProduct.Multiply(a, b, expected);
        using var pool = new WorkerPool(3);
        foreach (var bits in FusedWidths)
        {
            using var _ = new ProductWidth(bits);
            foreach (var workers in new[] { null, pool })
            {
                var result = Fill(100, 200);
                MatrixProduct.Multiply(a, b, result, pool: workers);
                Assert.Equal(expected.Span.ToArray(), result.Span.ToArray());
            }
        }
    }

    [Theory]
    [InlineData("256", 256)]
    [InlineData("128", 128)]
    [InlineData("512", 512)]
    [InlineData(null, 512)]
    [InlineData("", 512)]
    [InlineData("0", 512)]
    [InlineData("-256", 512)]
    [InlineData("1024", 512)]
    [InlineData("libtorch", 512)]
    public void The_environment_may_ask_for_narrower_vectors_and_anything_else_asks_for_nothing(string? asked, int widest)
    {
        var width = MatrixProduct.WidestUpTo(asked);

        Assert.Contains(width, MatrixProduct.SupportedVectorBits);
        Assert.Equal(MatrixProduct.SupportedVectorBits.First(bits => bits <= widest), width);
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_refused_before_anything_is_read() =>
        Assert.Throws<ArgumentException>(() => MatrixProduct.Multiply(Fill(8, 3), Fill(4, 2), Fill(8, 2)));

    private delegate void ProductOf(Matrix a, Matrix b, Matrix result, bool accumulate, WorkerPool? pool);

    private static void AssertProduct(
        ProductOf multiply, Matrix a, Matrix b, Matrix before, int inner, Func<int, int, int, double> term)
    {
        using var pool = new WorkerPool(3);
        foreach (var (accumulate, workers) in new[] { (false, null), (true, null), (false, pool), (true, pool) })
        {
            var result = before.Clone();
            multiply(a, b, result, accumulate, workers);
            for (var i = 0; i < result.Rows; i++)
            {
                for (var j = 0; j < result.Columns; j++)
                {
                    var sum = Enumerable.Range(0, inner).Sum(k => term(i, j, k));
                    Assert.Equal((accumulate ? before.Row(i)[j] : 0) + sum, result.Row(i)[j], 2e-5);
                }
            }
        }
    }

    // Where a processor does not fuse multiplications and additions, sums are rounded once more.
    private static IEnumerable<int> FusedWidths =>
        Fma.IsSupported || AdvSimd.IsSupported ? MatrixProduct.SupportedVectorBits : [MatrixProduct.VectorBits];

    private Matrix Fill(int rows, int columns)
    {
        var matrix = new Matrix(rows, columns);
        foreach (ref var value in matrix.Span)
            value = _random.NextSingle(-1, 1);
        return matrix;
    }
}
