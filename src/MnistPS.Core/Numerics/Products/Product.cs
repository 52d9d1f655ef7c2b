namespace MnistPS.Numerics.Products;

/// <summary>One product of matrices: what is multiplied, where the result goes, and how the work is taken apart.</summary>
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

    /// <summary>
    /// Whether parts are groups of columns instead of rows: a transposed b is turned around by whoever needs it, and so
    /// each column only once.
    /// </summary>
    internal bool SplitsColumns => Kind == ProductKind.ByTransposed && Result.Columns >= 4 * VectorTile.Columns;

    /// <summary>Tiles along the axis that is split.</summary>
    internal int Tiles => SplitsColumns
        ? (Result.Columns + VectorTile.Columns - 1) / VectorTile.Columns
        : (Result.Rows + VectorTile.Rows - 1) / VectorTile.Rows;

    /// <summary>Multiplications in one tile.</summary>
    internal long WorkOfTile => SplitsColumns
        ? (long)Inner * VectorTile.Columns * Result.Rows
        : (long)Inner * VectorTile.Rows * Result.Columns;

    /// <summary>Whether the shapes fit.</summary>
    internal bool Fits => Kind switch
    {
        ProductKind.Plain => A.Columns == B.Rows && Result.Rows == A.Rows && Result.Columns == B.Columns,
        ProductKind.ByTransposed => A.Columns == B.Columns && Result.Rows == A.Rows && Result.Columns == B.Rows,
        _ => A.Rows == B.Rows && Result.Rows == A.Columns && Result.Columns == B.Columns,
    };

    /// <summary>The part of the result that some tiles make up.</summary>
    /// <param name="first">Number of the first tile.</param>
    /// <param name="end">Number of the tile behind the last.</param>
    internal ResultPart Part(int first, int end) => SplitsColumns
        ? new ResultPart(0, Result.Rows, first * VectorTile.Columns, Math.Min(end * VectorTile.Columns, Result.Columns))
        : new ResultPart(first * VectorTile.Rows, Math.Min(end * VectorTile.Rows, Result.Rows), 0, Result.Columns);
}
