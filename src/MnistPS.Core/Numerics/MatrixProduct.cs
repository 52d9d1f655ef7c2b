using System.Globalization;
using System.Runtime.Intrinsics;
using MnistPS.Numerics.Products;

namespace MnistPS.Numerics;

/// <summary>
/// The three products that forward and backward passes are made of: plain loops for a handful of samples, else tiles of
/// the widest vectors that the processor has.
/// </summary>
public static class MatrixProduct
{
    /// <summary>
    /// The environment variable that keeps the products to narrower vectors than the processor has: 512, 256 or 128 bits.
    /// It is there for tests, and to find out whether an error depends on the processor. Anything else counts as not set.
    /// </summary>
    public const string VectorBitsVariable = "MNISTPS_VECTOR_BITS";

    private static readonly int[] s_vectorBits = [512, 256, 128];

    /// <summary>Bits of the vectors that products are computed with: 512, 256 or 128.</summary>
    public static int VectorBits { get; internal set; } =
        WidestUpTo(Environment.GetEnvironmentVariable(VectorBitsVariable));

    /// <summary>The widths that this processor has, the widest first.</summary>
    internal static IEnumerable<int> SupportedVectorBits => s_vectorBits.Where(bits => bits switch
    {
        512 => Width512.IsSupported,
        256 => Width256.IsSupported,
        _ => Width128.IsSupported,
    });

    /// <summary>result = a·b, or result += a·b.</summary>
    /// <param name="a">(m, k).</param>
    /// <param name="b">(k, n).</param>
    /// <param name="result">(m, n).</param>
    /// <param name="accumulate">Whether to add to what is in the result.</param>
    /// <param name="pool">Who shares the work; the caller alone if null.</param>
    public static void Multiply(Matrix a, Matrix b, Matrix result, bool accumulate = false, WorkerPool? pool = null) =>
        Compute(new Product(ProductKind.Plain, a, b, result, accumulate), pool);

    /// <summary>result = a·bᵀ, or result += a·bᵀ.</summary>
    /// <param name="a">(m, k).</param>
    /// <param name="b">(n, k).</param>
    /// <param name="result">(m, n).</param>
    /// <param name="accumulate">Whether to add to what is in the result.</param>
    /// <param name="pool">Who shares the work; the caller alone if null.</param>
    public static void MultiplyByTransposed(
        Matrix a, Matrix b, Matrix result, bool accumulate = false, WorkerPool? pool = null) =>
        Compute(new Product(ProductKind.ByTransposed, a, b, result, accumulate), pool);

    /// <summary>result = aᵀ·b, or result += aᵀ·b: the sum over the batch that a kernel's gradient is.</summary>
    /// <param name="a">(k, m).</param>
    /// <param name="b">(k, n).</param>
    /// <param name="result">(m, n).</param>
    /// <param name="accumulate">Whether to add to what is in the result.</param>
    /// <param name="pool">Who shares the work; the caller alone if null.</param>
    public static void TransposedMultiply(
        Matrix a, Matrix b, Matrix result, bool accumulate = false, WorkerPool? pool = null) =>
        Compute(new Product(ProductKind.Transposed, a, b, result, accumulate), pool);

    private static void Compute(Product product, WorkerPool? pool)
    {
        if (!product.Fits)
            throw new ArgumentException(
                $"Shapes do not fit: {Shape(product.A)}, {Shape(product.B)} → {Shape(product.Result)}.");
        if (product.BatchRows <= PlainProduct.MostRows)
        {
            PlainProduct.Compute(product);
            return;
        }

        ComputeByVectors(product, pool ?? WorkerPool.Alone);

        // Their addresses are all that the loops hold of them.
        GC.KeepAlive(product.A);
        GC.KeepAlive(product.B);
        GC.KeepAlive(product.Result);
    }

    private static void ComputeByVectors(in Product product, WorkerPool pool)
    {
        switch (VectorBits)
        {
            case 512:
                VectorProduct<Vector512<float>, Width512>.Compute(product, pool);
                break;
            case 256:
                VectorProduct<Vector256<float>, Width256>.Compute(product, pool);
                break;
            default:
                VectorProduct<Vector128<float>, Width128>.Compute(product, pool);
                break;
        }
    }

    /// <summary>The widest vectors that the processor has, but not wider than asked for.</summary>
    /// <param name="asked">A number of bits; anything but one of the three widths asks for nothing.</param>
    internal static int WidestUpTo(string? asked)
    {
        var limit = int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var bits) && s_vectorBits.Contains(bits)
            ? bits
            : int.MaxValue;
        return SupportedVectorBits.First(bits => bits <= limit);
    }

    private static string Shape(Matrix matrix) => $"({matrix.Rows}, {matrix.Columns})";
}
