using System.Numerics.Tensors;

namespace MnistPS.Numerics;

/// <summary>
/// The three products that forward and backward passes are made of. libtorch does them, except for a handful of rows:
/// there plain loops are faster than the call, and a prediction for one image does not have to load half a gigabyte.
/// </summary>
public static class MatrixProduct
{
    /// <summary>Up to so many rows of the batch, plain loops do the product.</summary>
    internal const int FewRows = 4;

    /// <summary>result = a·b, or result += a·b.</summary>
    /// <param name="a">(m, k).</param>
    /// <param name="b">(k, n).</param>
    /// <param name="result">(m, n).</param>
    /// <param name="accumulate">Whether to add to what is in the result.</param>
    public static void Multiply(Matrix a, Matrix b, Matrix result, bool accumulate = false)
    {
        CheckShape(a.Columns == b.Rows && result.Rows == a.Rows && result.Columns == b.Columns, a, b, result);
        if (a.Rows <= FewRows)
            MultiplyFewRows(a, b, result, accumulate);
        else
            result.Tensor.addmm_(a.Tensor, b.Tensor, Keep(accumulate), 1);
    }

    /// <summary>result = a·bᵀ, or result += a·bᵀ.</summary>
    /// <param name="a">(m, k).</param>
    /// <param name="b">(n, k).</param>
    /// <param name="result">(m, n).</param>
    /// <param name="accumulate">Whether to add to what is in the result.</param>
    public static void MultiplyByTransposed(Matrix a, Matrix b, Matrix result, bool accumulate = false)
    {
        CheckShape(a.Columns == b.Columns && result.Rows == a.Rows && result.Columns == b.Rows, a, b, result);
        if (a.Rows <= FewRows)
            MultiplyByTransposedFewRows(a, b, result, accumulate);
        else
            result.Tensor.addmm_(a.Tensor, b.Transposed, Keep(accumulate), 1);
    }

    /// <summary>result = aᵀ·b, or result += aᵀ·b: the sum over the batch that a kernel's gradient is.</summary>
    /// <param name="a">(k, m).</param>
    /// <param name="b">(k, n).</param>
    /// <param name="result">(m, n).</param>
    /// <param name="accumulate">Whether to add to what is in the result.</param>
    public static void TransposedMultiply(Matrix a, Matrix b, Matrix result, bool accumulate = false)
    {
        CheckShape(a.Rows == b.Rows && result.Rows == a.Columns && result.Columns == b.Columns, a, b, result);
        if (a.Rows <= FewRows)
            TransposedMultiplyFewRows(a, b, result, accumulate);
        else
            result.Tensor.addmm_(a.Transposed, b.Tensor, Keep(accumulate), 1);
    }

    // addmm computes β·result + α·a·b, and with β = 0 ignores what is there, NaN included.
    private static float Keep(bool accumulate) => accumulate ? 1 : 0;

    private static void MultiplyFewRows(Matrix a, Matrix b, Matrix result, bool accumulate)
    {
        if (!accumulate)
            result.Span.Clear();
        for (var i = 0; i < a.Rows; i++)
        {
            var factors = a.Row(i);
            var sum = result.Row(i);
            for (var k = 0; k < factors.Length; k++)
                AddScaled(b.Row(k), factors[k], sum);
        }
    }

    private static void MultiplyByTransposedFewRows(Matrix a, Matrix b, Matrix result, bool accumulate)
    {
        for (var i = 0; i < a.Rows; i++)
        {
            var target = result.Row(i);
            for (var j = 0; j < target.Length; j++)
            {
                var dot = TensorPrimitives.Dot(a.Row(i), b.Row(j));
                target[j] = accumulate ? target[j] + dot : dot;
            }
        }
    }

    private static void TransposedMultiplyFewRows(Matrix a, Matrix b, Matrix result, bool accumulate)
    {
        if (!accumulate)
            result.Span.Clear();
        for (var k = 0; k < a.Rows; k++)
        {
            var factors = a.Row(k);
            for (var i = 0; i < factors.Length; i++)
                AddScaled(b.Row(k), factors[i], result.Row(i));
        }
    }

    // Four of five pixels of a digit are background: a factor of zero is worth looking at before the row is read.
    private static void AddScaled(ReadOnlySpan<float> row, float factor, Span<float> sum)
    {
        if (factor != 0)
            TensorPrimitives.MultiplyAdd(row, factor, sum, sum);
    }

    private static void CheckShape(bool fits, Matrix a, Matrix b, Matrix result)
    {
        if (!fits)
            throw new ArgumentException(
                $"Shapes do not fit: ({a.Rows}, {a.Columns}), ({b.Rows}, {b.Columns}) → ({result.Rows}, {result.Columns}).");
    }
}
