using MnistPS.Numerics;
using MnistPS.Numerics.Products;

namespace MnistPS.Tests.Numerics;

/// <summary>Plain loops (few samples), vectors and libtorch must give the same, with all three products written out here.</summary>
public sealed class MatrixProductTests : IDisposable
{
    private readonly bool _usesLibtorch = MatrixProduct.UsesLibtorch;
    private readonly RandomStream _random = new(seed: 5);

    // Samples, inner length and columns that are less than a tile, a tile, and more than one with a rest; long sums that
    // are taken apart; each with one thread and with three.
    public static TheoryData<int, int, int, bool> Shapes
    {
        get
        {
            var data = new TheoryData<int, int, int, bool>();
            foreach (var usesLibtorch in new[] { false, true })
            {
                foreach (var rows in new[] { 1, 4, 5, 8, 13, 64 })
                {
                    data.Add(rows, 37, 11, usesLibtorch);
                    data.Add(rows, 8, 32, usesLibtorch);
                    data.Add(rows, 300, 67, usesLibtorch);
                    data.Add(rows, 5, 130, usesLibtorch);
                }
            }

            return data;
        }
    }

    public void Dispose() => MatrixProduct.UsesLibtorch = _usesLibtorch;

    [SkippableTheory]
    [MemberData(nameof(Shapes))]
    public void Multiply_is_the_sum_over_the_inner_axis(int rows, int inner, int columns, bool usesLibtorch)
    {
        Use(usesLibtorch);
        var (a, b) = (Fill(rows, inner), Fill(inner, columns));

        AssertProduct(
            MatrixProduct.Multiply, a, b, Fill(rows, columns), inner, (i, j, k) => a.Row(i)[k] * b.Row(k)[j]);
    }

    [SkippableTheory]
    [MemberData(nameof(Shapes))]
    public void MultiplyByTransposed_takes_the_rows_of_the_second(int rows, int inner, int columns, bool usesLibtorch)
    {
        Use(usesLibtorch);
        var (a, b) = (Fill(rows, inner), Fill(columns, inner));

        AssertProduct(
            MatrixProduct.MultiplyByTransposed, a, b, Fill(rows, columns), inner, (i, j, k) => a.Row(i)[k] * b.Row(j)[k]);
    }

    [SkippableTheory]
    [MemberData(nameof(Shapes))]
    public void TransposedMultiply_sums_over_the_batch(int batch, int rows, int columns, bool usesLibtorch)
    {
        Use(usesLibtorch);
        var (a, b) = (Fill(batch, rows), Fill(batch, columns));

        AssertProduct(
            MatrixProduct.TransposedMultiply, a, b, Fill(rows, columns), batch, (i, j, k) => a.Row(k)[i] * b.Row(k)[j]);
    }

    [SkippableFact]
    public void The_number_of_threads_does_not_change_a_bit()
    {
        Use(usesLibtorch: false);
        var (a, b, alone, shared) = (Fill(100, 784), Fill(784, 200), Fill(100, 200), Fill(100, 200));
        using var pool = new WorkerPool(3);

        MatrixProduct.Multiply(a, b, alone);
        MatrixProduct.Multiply(a, b, shared, pool: pool);

        Assert.Equal(alone.Span.ToArray(), shared.Span.ToArray());
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

    private static void Use(bool usesLibtorch)
    {
        Skip.If(!usesLibtorch && !VectorProduct.IsSupported, "This processor has no vectors of 512 bits.");
        MatrixProduct.UsesLibtorch = usesLibtorch;
    }

    private Matrix Fill(int rows, int columns)
    {
        var matrix = new Matrix(rows, columns);
        foreach (ref var value in matrix.Span)
            value = _random.NextSingle(-1, 1);
        return matrix;
    }
}
