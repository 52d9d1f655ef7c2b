namespace MnistPS.Numerics.Products;

/// <summary>One product of matrices: what is multiplied, and where the result goes.</summary>
/// <param name="Kind">Which of the two is transposed.</param>
/// <param name="A">The first matrix.</param>
/// <param name="B">The second matrix.</param>
/// <param name="Result">(rows, columns).</param>
/// <param name="Accumulate">Whether to add to what is in the result.</param>
internal readonly record struct Product(ProductKind Kind, Matrix A, Matrix B, Matrix Result, bool Accumulate)
{
    /// <summary>The length of the sums that the result is made of.</summary>
    internal int Inner => Kind == ProductKind.Transposed ? A.Rows : A.Columns;

    /// <summary>Samples in the batch.</summary>
    internal int BatchRows => A.Rows;

    /// <summary>Whether the shapes fit.</summary>
    internal bool Fits => Kind switch
    {
        ProductKind.Plain => A.Columns == B.Rows && Result.Rows == A.Rows && Result.Columns == B.Columns,
        ProductKind.ByTransposed => A.Columns == B.Columns && Result.Rows == A.Rows && Result.Columns == B.Rows,
        _ => A.Rows == B.Rows && Result.Rows == A.Columns && Result.Columns == B.Columns,
    };
}
