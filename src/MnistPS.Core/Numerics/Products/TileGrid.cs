namespace MnistPS.Numerics.Products;

/// <summary>How the result of a product is taken apart into tiles, which are what threads share.</summary>
/// <param name="product">The product.</param>
/// <param name="tileRows">Rows of a tile.</param>
/// <param name="tileColumns">Columns of a tile.</param>
internal readonly struct TileGrid(in Product product, int tileRows, int tileColumns)
{
    private readonly int _inner = product.Inner;
    private readonly int _rows = product.Result.Rows;
    private readonly int _columns = product.Result.Columns;

    // A transposed b is turned around by whoever needs it. Where each part is a group of columns instead of rows, each
    // column of b is turned around only once.
    private readonly bool _splitsColumns =
        product.Kind == ProductKind.ByTransposed && product.Result.Columns >= 4 * tileColumns;

    /// <summary>Tiles along the axis that is split.</summary>
    internal int Count => _splitsColumns
        ? (_columns + tileColumns - 1) / tileColumns
        : (_rows + tileRows - 1) / tileRows;

    /// <summary>Multiplications in one tile, all along the other axis.</summary>
    internal long WorkOfTile => _splitsColumns
        ? (long)_inner * tileColumns * _rows
        : (long)_inner * tileRows * _columns;

    /// <summary>The part of the result that some tiles make up.</summary>
    /// <param name="first">Number of the first tile.</param>
    /// <param name="end">Number of the tile behind the last.</param>
    internal ResultPart Part(int first, int end) => _splitsColumns
        ? new ResultPart(0, _rows, first * tileColumns, Math.Min(end * tileColumns, _columns))
        : new ResultPart(first * tileRows, Math.Min(end * tileRows, _rows), 0, _columns);
}
