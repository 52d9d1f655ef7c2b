using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MnistPS.Numerics.Products;

/// <summary>
/// The innermost part of a product: 8 rows by 32 columns of the result, kept in sixteen registers of 512 bits. Each step
/// along the inner axis loads 32 numbers of b once and multiplies them with 8 numbers of a: two loads of a vector for
/// sixteen multiplications of vectors, so that memory keeps up (Goto and van de Geijn 2008).
/// </summary>
internal static unsafe class VectorTile
{
    /// <summary>Rows of a tile.</summary>
    internal const int Rows = 8;

    /// <summary>Columns of a tile: two vectors.</summary>
    internal const int Columns = 2 * Lanes;

    private const int Lanes = 16;

    /// <summary>Whether the processor has such registers.</summary>
    internal static bool IsSupported => Vector512.IsHardwareAccelerated && Avx512F.IsSupported;

    /// <summary>Computes a tile: result(i, j) = or += Σₖ a(i, k)·b(k, j).</summary>
    /// <param name="inner">Length of the sums.</param>
    /// <param name="a">Where a(0, 0) lies; a(i, k) lies <c>i·aRow + k·aStep</c> further.</param>
    /// <param name="aRow">From a row of a to the next.</param>
    /// <param name="aStep">From a column of a to the next.</param>
    /// <param name="b">Where b(0, 0) lies; the 32 numbers of a row are neighbours.</param>
    /// <param name="bRow">From a row of b to the next.</param>
    /// <param name="result">Where result(0, 0) lies; the 32 numbers of a row are neighbours.</param>
    /// <param name="resultRow">From a row of the result to the next.</param>
    /// <param name="rows">Rows that there are, 1 to 8: those beyond are neither read nor written.</param>
    /// <param name="accumulate">Whether to add to what is in the result.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Compute(
        int inner, float* a, nint aRow, nint aStep, float* b, nint bRow, float* result, nint resultRow, int rows, bool accumulate)
    {
        Vector512<float> c00, c01, c10, c11, c20, c21, c30, c31, c40, c41, c50, c51, c60, c61, c70, c71;
        c00 = c01 = c10 = c11 = c20 = c21 = c30 = c31 = c40 = c41 = c50 = c51 = c60 = c61 = c70 = c71 = default;

        // A row that is not there is computed from the last one that is, and left out at the end.
        var last = rows - 1;
        var (a1, a2, a3) = (Math.Min(1, last) * aRow, Math.Min(2, last) * aRow, Math.Min(3, last) * aRow);
        var (a4, a5) = (Math.Min(4, last) * aRow, Math.Min(5, last) * aRow);
        var (a6, a7) = (Math.Min(6, last) * aRow, last * aRow);
        for (var k = 0; k < inner; k++)
        {
            var b0 = Vector512.Load(b);
            var b1 = Vector512.Load(b + Lanes);
            var factor = Vector512.Create(a[0]);
            c00 = Avx512F.FusedMultiplyAdd(factor, b0, c00);
            c01 = Avx512F.FusedMultiplyAdd(factor, b1, c01);
            factor = Vector512.Create(a[a1]);
            c10 = Avx512F.FusedMultiplyAdd(factor, b0, c10);
            c11 = Avx512F.FusedMultiplyAdd(factor, b1, c11);
            factor = Vector512.Create(a[a2]);
            c20 = Avx512F.FusedMultiplyAdd(factor, b0, c20);
            c21 = Avx512F.FusedMultiplyAdd(factor, b1, c21);
            factor = Vector512.Create(a[a3]);
            c30 = Avx512F.FusedMultiplyAdd(factor, b0, c30);
            c31 = Avx512F.FusedMultiplyAdd(factor, b1, c31);
            factor = Vector512.Create(a[a4]);
            c40 = Avx512F.FusedMultiplyAdd(factor, b0, c40);
            c41 = Avx512F.FusedMultiplyAdd(factor, b1, c41);
            factor = Vector512.Create(a[a5]);
            c50 = Avx512F.FusedMultiplyAdd(factor, b0, c50);
            c51 = Avx512F.FusedMultiplyAdd(factor, b1, c51);
            factor = Vector512.Create(a[a6]);
            c60 = Avx512F.FusedMultiplyAdd(factor, b0, c60);
            c61 = Avx512F.FusedMultiplyAdd(factor, b1, c61);
            factor = Vector512.Create(a[a7]);
            c70 = Avx512F.FusedMultiplyAdd(factor, b0, c70);
            c71 = Avx512F.FusedMultiplyAdd(factor, b1, c71);
            a += aStep;
            b += bRow;
        }

        Put(0, c00, c01);
        Put(1, c10, c11);
        Put(2, c20, c21);
        Put(3, c30, c31);
        Put(4, c40, c41);
        Put(5, c50, c51);
        Put(6, c60, c61);
        Put(7, c70, c71);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        void Put(int row, Vector512<float> left, Vector512<float> right)
        {
            if (row >= rows)
                return;
            var target = result + (row * resultRow);
            (accumulate ? left + Vector512.Load(target) : left).Store(target);
            (accumulate ? right + Vector512.Load(target + Lanes) : right).Store(target + Lanes);
        }
    }
}
