using MnistPS.Native;

namespace MnistPS.Numerics.Products;

/// <summary>Products by libtorch, which brings a library for each kind of processor.</summary>
internal static class TorchProduct
{
    [ThreadStatic]
    private static bool s_usesOneThread;

    /// <summary>Computes a part of a product.</summary>
    /// <param name="product">What to compute.</param>
    /// <param name="part">Which part of its result.</param>
    internal static void Compute(in Product product, ResultPart part)
    {
        UseOneThread();
        var (rows, columns) = (part.FirstRow..part.EndRow, part.FirstColumn..part.EndColumn);
        var (kind, a, b, result, accumulate) = product;
        var (first, second) = kind switch
        {
            ProductKind.Plain => (a.Part(rows, ..), b.Part(.., columns)),
            ProductKind.ByTransposed => (a.Part(rows, ..), b.Part(columns, .., transposed: true)),
            _ => (a.Part(.., rows, transposed: true), b.Part(.., columns)),
        };

        // addmm computes β·result + a·b, and with β = 0 ignores what is there, NaN included.
        result.Part(rows, columns).addmm_(first, second, accumulate ? 1 : 0, 1);
    }

    // The work is shared out by our own worker pool: threads of libtorch's own would only stand in its way.
    private static void UseOneThread()
    {
        if (s_usesOneThread)
            return;
        TorchRuntime.UseOneThread();
        s_usesOneThread = true;
    }
}
