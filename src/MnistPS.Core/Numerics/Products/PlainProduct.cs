using System.Numerics.Tensors;

namespace MnistPS.Numerics.Products;

/// <summary>
/// Products of a batch of a handful of samples, in plain loops: nothing is won by anything else, and a prediction for one
/// image does not have to load half a gigabyte.
/// </summary>
internal static class PlainProduct
{
    /// <summary>Up to so many samples.</summary>
    internal const int MostRows = 4;

    /// <summary>Computes a product.</summary>
    /// <param name="product">What to compute.</param>
    internal static void Compute(in Product product)
    {
        var (kind, a, b, result, accumulate) = product;
        if (!accumulate && kind != ProductKind.ByTransposed)
            result.Span.Clear();
        for (var row = 0; row < a.Rows; row++)
        {
            if (kind == ProductKind.Plain)
                AddRows(a.Row(row), b, result.Row(row));
            else if (kind == ProductKind.Transposed)
                AddOuter(a.Row(row), b.Row(row), result);
            else
                SetDots(a.Row(row), b, result.Row(row), accumulate);
        }
    }

    // sum += Σₖ factorₖ·(row k of b).
    private static void AddRows(ReadOnlySpan<float> factors, Matrix b, Span<float> sum)
    {
        for (var k = 0; k < factors.Length; k++)
            AddScaled(b.Row(k), factors[k], sum);
    }

    // result += column·row.
    private static void AddOuter(ReadOnlySpan<float> column, ReadOnlySpan<float> row, Matrix result)
    {
        for (var i = 0; i < column.Length; i++)
            AddScaled(row, column[i], result.Row(i));
    }

    private static void SetDots(ReadOnlySpan<float> row, Matrix b, Span<float> target, bool accumulate)
    {
        for (var j = 0; j < target.Length; j++)
        {
            var dot = TensorPrimitives.Dot(row, b.Row(j));
            target[j] = accumulate ? target[j] + dot : dot;
        }
    }

    // Four of five pixels of a digit are background: a factor of zero is worth looking at before the row is read.
    private static void AddScaled(ReadOnlySpan<float> row, float factor, Span<float> sum)
    {
        if (factor != 0)
            TensorPrimitives.MultiplyAdd(row, factor, sum, sum);
    }
}
