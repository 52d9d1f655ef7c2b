using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MnistPS.Numerics.Products;

/// <summary>
/// Products on processors with registers of 512 bits, tile by tile. What libtorch brings keeps to 256 bits on some of
/// them, and is half as fast there.
/// </summary>
/// <remarks>
/// Matrices are read where they lie. Only a transposed b, and the last columns where fewer than a tile are left, are
/// copied into a panel of a tile's width first. Each number of the result is one sum in one order, whatever part of the
/// work it belongs to: the number of threads does not change a bit of it.
/// </remarks>
internal static unsafe class VectorProduct
{
    // Rows of b that are worked through before the next tile: 256 rows of a tile's width fill two thirds of a first cache.
    private const int MostInner = 256;

    [ThreadStatic]
    private static Matrix? s_panel;

    /// <summary>Whether it can be used on this processor.</summary>
    internal static bool IsSupported => VectorTile.IsSupported;

    /// <summary>Computes a part of a product.</summary>
    /// <param name="product">What to compute.</param>
    /// <param name="part">Which part of its result.</param>
    internal static void Compute(in Product product, ResultPart part)
    {
        var blocks = (product.Inner + MostInner - 1) / MostInner;
        for (var block = 0; block < blocks; block++)
        {
            var first = (int)((long)product.Inner * block / blocks);
            var end = (int)((long)product.Inner * (block + 1) / blocks);
            for (var column = part.FirstColumn; column < part.EndColumn; column += VectorTile.Columns)
            {
                var width = Math.Min(VectorTile.Columns, part.EndColumn - column);
                ComputeColumns(product, part, first, end - first, column, width, product.Accumulate || block > 0);
            }
        }
    }

    private static void ComputeColumns(
        in Product product, ResultPart part, int first, int inner, int column, int width, bool accumulate)
    {
        var a = product.A.Pointer;
        nint aRow = product.A.Columns, aStep = 1;
        if (product.Kind == ProductKind.Transposed)
            (aRow, aStep) = (aStep, aRow);
        var b = FindPanel(product, first, inner, column, width, out var bRow);
        var result = product.Result.Pointer + column;
        nint resultRow = product.Result.Columns;
        var edge = stackalloc float[width < VectorTile.Columns ? VectorTile.Rows * VectorTile.Columns : 0];
        for (var row = part.FirstRow; row < part.EndRow; row += VectorTile.Rows)
        {
            var rows = Math.Min(VectorTile.Rows, part.EndRow - row);
            var from = a + (row * aRow) + (first * aStep);
            if (width == VectorTile.Columns)
            {
                VectorTile.Compute(inner, from, aRow, aStep, b, bRow, result + (row * resultRow), resultRow, rows, accumulate);
                continue;
            }

            VectorTile.Compute(inner, from, aRow, aStep, b, bRow, edge, VectorTile.Columns, rows, accumulate: false);
            for (var i = 0; i < rows; i++)
                PutEdge(new(edge + (i * VectorTile.Columns), width), new(result + ((row + i) * resultRow), width), accumulate);
        }
    }

    private static void PutEdge(ReadOnlySpan<float> sums, Span<float> result, bool accumulate)
    {
        if (accumulate)
            System.Numerics.Tensors.TensorPrimitives.Add(result, sums, result);
        else
            sums.CopyTo(result);
    }

    // 32 columns of b, some rows of them: where they lie, or in a copy.
    private static float* FindPanel(in Product product, int first, int inner, int column, int width, out nint row)
    {
        var b = product.B;
        var transposed = product.Kind == ProductKind.ByTransposed;
        if (!transposed && width == VectorTile.Columns)
        {
            row = b.Columns;
            return b.Pointer + ((nint)first * row) + column;
        }

        row = VectorTile.Columns;
        var panel = (s_panel ??= new Matrix(MostInner, VectorTile.Columns)).Pointer;
        if (transposed)
            CopyTransposed(b, first, inner, column, width, panel);
        else
            CopyColumns(b, first, inner, column, width, panel);
        return panel;
    }

    private static void CopyColumns(Matrix b, int first, int inner, int column, int width, float* panel)
    {
        for (var k = 0; k < inner; k++, panel += VectorTile.Columns)
        {
            var target = new Span<float>(panel, VectorTile.Columns);
            b.Row(first + k).Slice(column, width).CopyTo(target);
            target[width..].Clear();
        }
    }

    private static void CopyTransposed(Matrix b, int first, int inner, int column, int width, float* panel)
    {
        nint stride = b.Columns;
        var source = b.Pointer + (column * stride) + first;
        var whole = inner - (inner % 4);
        for (var j = 0; j < VectorTile.Columns; j += 4)
        {
            if (j + 4 > width)
            {
                CopyTransposedEdge(source, stride, inner, j, width, panel);
                continue;
            }

            for (var k = 0; k < whole; k += 4)
                Transpose4(source + (j * stride) + k, stride, panel + (k * VectorTile.Columns) + j);
            for (var k = whole; k < inner; k++)
            {
                for (var i = j; i < j + 4; i++)
                    panel[(k * VectorTile.Columns) + i] = source[(i * stride) + k];
            }
        }
    }

    private static void CopyTransposedEdge(float* source, nint stride, int inner, int column, int width, float* panel)
    {
        for (var k = 0; k < inner; k++)
        {
            for (var i = column; i < column + 4; i++)
                panel[(k * VectorTile.Columns) + i] = i < width ? source[(i * stride) + k] : 0;
        }
    }

    // Four rows of four numbers become four columns.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose4(float* source, nint stride, float* target)
    {
        var (row0, row1) = (Vector128.Load(source), Vector128.Load(source + stride));
        var (row2, row3) = (Vector128.Load(source + (2 * stride)), Vector128.Load(source + (3 * stride)));
        var (low01, high01) = (Unpack(row0, row1, low: true), Unpack(row0, row1, low: false));
        var (low23, high23) = (Unpack(row2, row3, low: true), Unpack(row2, row3, low: false));
        Pair(low01, low23, upper: false).Store(target);
        Pair(low01, low23, upper: true).Store(target + VectorTile.Columns);
        Pair(high01, high23, upper: false).Store(target + (2 * VectorTile.Columns));
        Pair(high01, high23, upper: true).Store(target + (3 * VectorTile.Columns));
    }

    // (x₀ y₀ x₁ y₁), or (x₂ y₂ x₃ y₃).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Unpack(Vector128<float> x, Vector128<float> y, bool low) => low
        ? System.Runtime.Intrinsics.X86.Sse.UnpackLow(x, y)
        : System.Runtime.Intrinsics.X86.Sse.UnpackHigh(x, y);

    // The lower halves of both, or the upper ones.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Pair(Vector128<float> x, Vector128<float> y, bool upper) => upper
        ? System.Runtime.Intrinsics.X86.Sse.MoveHighToLow(y, x)
        : System.Runtime.Intrinsics.X86.Sse.MoveLowToHigh(x, y);
}
