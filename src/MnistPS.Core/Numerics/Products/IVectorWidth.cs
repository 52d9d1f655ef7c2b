namespace MnistPS.Numerics.Products;

/// <summary>Arithmetic on vectors of one width, and the tile that fits into the processor's registers of that width.</summary>
/// <typeparam name="TVector">A vector of <see cref="Lanes"/> numbers.</typeparam>
internal unsafe interface IVectorWidth<TVector>
    where TVector : struct
{
    /// <summary>Whether the processor computes with such vectors.</summary>
    static abstract bool IsSupported { get; }

    /// <summary>Numbers in a vector.</summary>
    static abstract int Lanes { get; }

    /// <summary>
    /// Rows of a tile, 6 or 8: two vectors in each stay in registers, and with them two vectors of b and a factor.
    /// </summary>
    static abstract int TileRows { get; }

    /// <summary>The numbers that lie from here on.</summary>
    static abstract TVector Load(float* source);

    /// <summary>Puts the numbers from here on.</summary>
    static abstract void Store(TVector vector, float* target);

    /// <summary>A vector of one number.</summary>
    static abstract TVector Repeat(float number);

    /// <summary>x + y.</summary>
    static abstract TVector Add(TVector x, TVector y);

    /// <summary>x·y + sum, rounded once where the processor can.</summary>
    static abstract TVector MultiplyAdd(TVector x, TVector y, TVector sum);
}
