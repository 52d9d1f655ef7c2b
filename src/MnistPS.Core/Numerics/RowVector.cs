using System.Numerics.Tensors;

namespace MnistPS.Numerics;

/// <summary>A vector with one value per column, against the rows of a matrix.</summary>
public static class RowVector
{
    /// <summary>Adds the vector to every row.</summary>
    /// <param name="vector">(columns).</param>
    /// <param name="matrix">(rows, columns), changed in place.</param>
    public static void AddToRows(ReadOnlySpan<float> vector, Matrix matrix)
    {
        for (var i = 0; i < matrix.Rows; i++)
        {
            var row = matrix.Row(i);
            TensorPrimitives.Add(row, vector, row);
        }
    }

    /// <summary>Sums the rows.</summary>
    /// <param name="matrix">(rows, columns).</param>
    /// <param name="sum">(columns), overwritten.</param>
    public static void SumRows(Matrix matrix, Span<float> sum)
    {
        sum.Clear();
        for (var i = 0; i < matrix.Rows; i++)
            TensorPrimitives.Add(sum, matrix.Row(i), sum);
    }

    /// <summary>Sums the products of two matrices, number by number, over the rows.</summary>
    /// <param name="a">(rows, columns).</param>
    /// <param name="b">(rows, columns).</param>
    /// <param name="sum">(columns), overwritten.</param>
    public static void SumProducts(Matrix a, Matrix b, Span<float> sum)
    {
        sum.Clear();
        for (var i = 0; i < a.Rows; i++)
            TensorPrimitives.MultiplyAdd(a.Row(i), b.Row(i), sum, sum);
    }
}
