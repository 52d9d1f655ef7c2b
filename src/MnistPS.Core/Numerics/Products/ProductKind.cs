namespace MnistPS.Numerics.Products;

/// <summary>Which of the two matrices of a product is transposed.</summary>
internal enum ProductKind
{
    /// <summary>a·b, (m, k)·(k, n): a batch going forward.</summary>
    Plain,

    /// <summary>a·bᵀ, (m, k)·(n, k)ᵀ: a gradient going back to the inputs.</summary>
    ByTransposed,

    /// <summary>aᵀ·b, (k, m)ᵀ·(k, n): the gradient of a kernel, a sum over the batch.</summary>
    Transposed,
}
