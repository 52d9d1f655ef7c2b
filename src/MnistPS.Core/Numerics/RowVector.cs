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

    /// <summary>Sums the rows, some columns of them.</summary>
    /// <param name="matrix">(rows, columns).</param>
    /// <param name="sum">(columns), overwritten from the first to the end.</param>
    /// <param name="first">The first column.</param>
    /// <param name="end">The column behind the last.</param>
    public static void SumRows(Matrix matrix, Span<float> sum, int first, int end)
    {
        sum = sum[first..end];
        sum.Clear();
        for (var i = 0; i < matrix.Rows; i++)
            TensorPrimitives.Add(sum, matrix.Row(i)[first..end], sum);
    }
}
