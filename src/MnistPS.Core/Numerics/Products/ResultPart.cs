namespace MnistPS.Numerics.Products;

/// <summary>A part of a product's result, from a first row and column up to, but not including, the ends.</summary>
internal readonly record struct ResultPart(int FirstRow, int EndRow, int FirstColumn, int EndColumn);
