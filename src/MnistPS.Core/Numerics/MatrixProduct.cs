using MnistPS.Numerics.Products;

namespace MnistPS.Numerics;

/// <summary>
/// The three products that forward and backward passes are made of. Plain loops do them for a handful of samples; else
/// vectors of 512 bits where the processor has them, and libtorch where it does not.
/// </summary>
public static class MatrixProduct
{
    // Below so many multiplications a part is not worth handing over: some four microseconds.
    private const int FewestMultiplications = 1 << 19;

    /// <summary>The environment variable that, set to <c>libtorch</c>, lets libtorch do the products on any processor.</summary>
    public const string EngineVariable = "MNISTPS_PRODUCTS";

    /// <summary>
    /// Whether libtorch does the products of larger batches. Default: where the processor has no vectors of 512 bits, or
    /// where <see cref="EngineVariable"/> asks for it.
    /// </summary>
    internal static bool UsesLibtorch { get; set; } = !VectorProduct.IsSupported
        || string.Equals(Environment.GetEnvironmentVariable(EngineVariable), "libtorch", StringComparison.OrdinalIgnoreCase);

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

        var fewestTiles = (int)Math.Clamp(FewestMultiplications / product.WorkOfTile, 1, int.MaxValue);
        (pool ?? WorkerPool.Alone).ParallelFor(product, product.Tiles, fewestTiles, static (product, first, end) =>
        {
            if (UsesLibtorch)
                TorchProduct.Compute(product, product.Part(first, end));
            else
                VectorProduct.Compute(product, product.Part(first, end));
        });
    }

    private static string Shape(Matrix matrix) => $"({matrix.Rows}, {matrix.Columns})";
}
