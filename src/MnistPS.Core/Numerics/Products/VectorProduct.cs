using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MnistPS.Numerics.Products;

/// <summary>Products by vectors, tile by tile: one design for every width of a processor's registers.</summary>
/// <remarks>
/// Matrices are read where they lie. Only a transposed b, and the last columns where fewer than a tile are left, are
/// copied into a panel of a tile's width first. Each number of the result is one sum in one order, whatever part of the
/// work it belongs to: the number of threads does not change a bit of it, nor does the width of the vectors where
/// multiplications and additions are fused.
/// </remarks>
/// <typeparam name="TVector">The vectors.</typeparam>
/// <typeparam name="TWidth">How wide they are.</typeparam>
internal static unsafe class VectorProduct<TVector, TWidth>
    where TVector : struct
    where TWidth : struct, IVectorWidth<TVector>
{
    // Rows of b that are worked through before the next tile: 256 rows of the widest tile fill two thirds of a first cache.
    private const int MostInner = 256;

    // Below so many multiplications a part is not worth handing over: some four microseconds.
    private const int FewestMultiplications = 1 << 19;

    [ThreadStatic]
    private static Matrix? s_panel;

    private static int TileRows => VectorTile<TVector, TWidth>.Rows;

    private static int TileColumns => VectorTile<TVector, TWidth>.Columns;

    /// <summary>Computes a product.</summary>
    /// <param name="product">What to compute.</param>
    /// <param name="pool">Who shares the work.</param>
    internal static void Compute(in Product product, WorkerPool pool)
    {
        var grid = GridOf(product);
        var fewestTiles = (int)Math.Clamp(FewestMultiplications / Math.Max(1, grid.WorkOfTile), 1, int.MaxValue);
        pool.ParallelFor(product, grid.Count, fewestTiles, static (product, first, end) =>
            Compute(product, GridOf(product).Part(first, end)));
    }

    private static TileGrid GridOf(in Product product) => new(product, TileRows, TileColumns);

    private static void Compute(in Product product, ResultPart part)
    {
        var blocks = (product.Inner + MostInner - 1) / MostInner;
        for (var block = 0; block < blocks; block++)
        {
            var first = (int)((long)product.Inner * block / blocks);
            var end = (int)((long)product.Inner * (block + 1) / blocks);
            for (var column = part.FirstColumn; column < part.EndColumn; column += TileColumns)
            {
                var width = Math.Min(TileColumns, part.EndColumn - column);
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
        var edge = stackalloc float[width < TileColumns ? TileRows * TileColumns : 0];
        for (var row = part.FirstRow; row < part.EndRow; row += TileRows)
        {
            var rows = Math.Min(TileRows, part.EndRow - row);
            var from = a + (row * aRow) + (first * aStep);
            if (width == TileColumns)
            {
                VectorTile<TVector, TWidth>.Compute(inner, from, aRow, aStep, b, bRow, result + (row * resultRow), resultRow, rows, accumulate);
                continue;
            }

            VectorTile<TVector, TWidth>.Compute(inner, from, aRow, aStep, b, bRow, edge, TileColumns, rows, accumulate: false);
            for (var i = 0; i < rows; i++)
                PutEdge(new(edge + (i * TileColumns), width), new(result + ((row + i) * resultRow), width), accumulate);
        }
    }

    private static void PutEdge(ReadOnlySpan<float> sums, Span<float> result, bool accumulate)
    {
        if (accumulate)
            TensorPrimitives.Add(result, sums, result);
        else
            sums.CopyTo(result);
    }

    // A tile's columns of b, some rows of them: where they lie, or in a copy.
    private static float* FindPanel(in Product product, int first, int inner, int column, int width, out nint row)
    {
        var b = product.B;
        var transposed = product.Kind == ProductKind.ByTransposed;
        if (!transposed && width == TileColumns)
        {
            row = b.Columns;
            return b.Pointer + ((nint)first * row) + column;
        }

        row = TileColumns;
        var panel = (s_panel ??= new Matrix(MostInner, TileColumns)).Pointer;
        if (transposed)
            CopyTransposed(b, first, inner, column, width, panel);
        else
            CopyColumns(b, first, inner, column, width, panel);
        return panel;
    }

    private static void CopyColumns(Matrix b, int first, int inner, int column, int width, float* panel)
    {
        for (var k = 0; k < inner; k++, panel += TileColumns)
        {
            var target = new Span<float>(panel, TileColumns);
            b.Row(first + k).Slice(column, width).CopyTo(target);
            target[width..].Clear();
        }
    }

    private static void CopyTransposed(Matrix b, int first, int inner, int column, int width, float* panel)
    {
        nint stride = b.Columns;
        var source = b.Pointer + (column * stride) + first;
        var whole = inner - (inner % 4);
        for (var j = 0; j < TileColumns; j += 4)
        {
            if (j + 4 > width)
            {
                CopyTransposedEdge(source, stride, inner, j, width, panel);
                continue;
            }

            for (var k = 0; k < whole; k += 4)
                Transpose4(source + (j * stride) + k, stride, panel + (k * TileColumns) + j);
            for (var k = whole; k < inner; k++)
            {
                for (var i = j; i < j + 4; i++)
                    panel[(k * TileColumns) + i] = source[(i * stride) + k];
            }
        }
    }

    private static void CopyTransposedEdge(float* source, nint stride, int inner, int column, int width, float* panel)
    {
        for (var k = 0; k < inner; k++)
        {
            for (var i = column; i < column + 4; i++)
                panel[(k * TileColumns) + i] = i < width ? source[(i * stride) + k] : 0;
        }
    }

    // Four rows of four numbers become four columns.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose4(float* source, nint stride, float* target)
    {
        if (!Sse.IsSupported)
        {
            for (var i = 0; i < 16; i++)
                target[(i % 4 * TileColumns) + (i / 4)] = source[(i / 4 * stride) + (i % 4)];
            return;
        }

        var (row0, row1) = (Vector128.Load(source), Vector128.Load(source + stride));
        var (row2, row3) = (Vector128.Load(source + (2 * stride)), Vector128.Load(source + (3 * stride)));
        var (low01, high01) = (Sse.UnpackLow(row0, row1), Sse.UnpackHigh(row0, row1));
        var (low23, high23) = (Sse.UnpackLow(row2, row3), Sse.UnpackHigh(row2, row3));
        Sse.MoveLowToHigh(low01, low23).Store(target);
        Sse.MoveHighToLow(low23, low01).Store(target + TileColumns);
        Sse.MoveLowToHigh(high01, high23).Store(target + (2 * TileColumns));
        Sse.MoveHighToLow(high23, high01).Store(target + (3 * TileColumns));
    }
}
