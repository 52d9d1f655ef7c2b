using System.Runtime.CompilerServices;

namespace MnistPS.Numerics.Products;

/// <summary>
/// The innermost part of a product: some rows by two vectors of the result, kept in registers. Each step along the inner
/// axis loads two vectors of b once and multiplies them with a number of a for each row: two loads of a vector for twelve
/// or sixteen multiplications of vectors, so that memory keeps up (Goto and van de Geijn 2008).
/// </summary>
/// <typeparam name="TVector">The vectors.</typeparam>
/// <typeparam name="TWidth">How wide they are. The compiler makes code of its own for each.</typeparam>
internal static unsafe class VectorTile<TVector, TWidth>
    where TVector : struct
    where TWidth : struct, IVectorWidth<TVector>
{
    /// <summary>Rows of a tile.</summary>
    internal static int Rows => TWidth.TileRows;

    /// <summary>Columns of a tile: two vectors.</summary>
    internal static int Columns => 2 * TWidth.Lanes;

    /// <summary>Computes a tile: result(i, j) = or += Σₖ a(i, k)·b(k, j).</summary>
    /// <param name="inner">Length of the sums.</param>
    /// <param name="a">Where a(0, 0) lies; a(i, k) lies <c>i·aRow + k·aStep</c> further.</param>
    /// <param name="aRow">From a row of a to the next.</param>
    /// <param name="aStep">From a column of a to the next.</param>
    /// <param name="b">Where b(0, 0) lies; the numbers of a row, <see cref="Columns"/> of them, are neighbours.</param>
    /// <param name="bRow">From a row of b to the next.</param>
    /// <param name="result">Where result(0, 0) lies; the numbers of a row are neighbours.</param>
    /// <param name="resultRow">From a row of the result to the next.</param>
    /// <param name="rows">Rows that there are, 1 to <see cref="Rows"/>: those beyond are neither read nor written.</param>
    /// <param name="accumulate">Whether to add to what is in the result.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Compute(
        int inner, float* a, nint aRow, nint aStep, float* b, nint bRow, float* result, nint resultRow, int rows, bool accumulate)
    {
        TVector c00, c01, c10, c11, c20, c21, c30, c31, c40, c41, c50, c51, c60, c61, c70, c71;
        c00 = c01 = c10 = c11 = c20 = c21 = c30 = c31 = c40 = c41 = c50 = c51 = c60 = c61 = c70 = c71 = default;

        // A row that is not there is computed from the last one that is, and left out at the end.
        var last = rows - 1;
        var (a1, a2, a3) = (Math.Min(1, last) * aRow, Math.Min(2, last) * aRow, Math.Min(3, last) * aRow);
        var (a4, a5) = (Math.Min(4, last) * aRow, Math.Min(5, last) * aRow);
        var (a6, a7) = (Math.Min(6, last) * aRow, last * aRow);
        for (var k = 0; k < inner; k++)
        {
            var b0 = TWidth.Load(b);
            var b1 = TWidth.Load(b + TWidth.Lanes);
            var factor = TWidth.Repeat(a[0]);
            c00 = TWidth.MultiplyAdd(factor, b0, c00);
            c01 = TWidth.MultiplyAdd(factor, b1, c01);
            factor = TWidth.Repeat(a[a1]);
            c10 = TWidth.MultiplyAdd(factor, b0, c10);
            c11 = TWidth.MultiplyAdd(factor, b1, c11);
            factor = TWidth.Repeat(a[a2]);
            c20 = TWidth.MultiplyAdd(factor, b0, c20);
            c21 = TWidth.MultiplyAdd(factor, b1, c21);
            factor = TWidth.Repeat(a[a3]);
            c30 = TWidth.MultiplyAdd(factor, b0, c30);
            c31 = TWidth.MultiplyAdd(factor, b1, c31);
            factor = TWidth.Repeat(a[a4]);
            c40 = TWidth.MultiplyAdd(factor, b0, c40);
            c41 = TWidth.MultiplyAdd(factor, b1, c41);
            factor = TWidth.Repeat(a[a5]);
            c50 = TWidth.MultiplyAdd(factor, b0, c50);
            c51 = TWidth.MultiplyAdd(factor, b1, c51);

            // Where a tile has six rows, the compiler leaves the other two out.
            if (TWidth.TileRows > 6)
            {
                factor = TWidth.Repeat(a[a6]);
                c60 = TWidth.MultiplyAdd(factor, b0, c60);
                c61 = TWidth.MultiplyAdd(factor, b1, c61);
                factor = TWidth.Repeat(a[a7]);
                c70 = TWidth.MultiplyAdd(factor, b0, c70);
                c71 = TWidth.MultiplyAdd(factor, b1, c71);
            }

            a += aStep;
            b += bRow;
        }

        Put(0, c00, c01);
        Put(1, c10, c11);
        Put(2, c20, c21);
        Put(3, c30, c31);
        Put(4, c40, c41);
        Put(5, c50, c51);
        if (TWidth.TileRows > 6)
        {
            Put(6, c60, c61);
            Put(7, c70, c71);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        void Put(int row, TVector left, TVector right)
        {
            if (row >= rows)
                return;
            var target = result + (row * resultRow);
            TWidth.Store(accumulate ? TWidth.Add(left, TWidth.Load(target)) : left, target);
            target += TWidth.Lanes;
            TWidth.Store(accumulate ? TWidth.Add(right, TWidth.Load(target)) : right, target);
        }
    }
}
