using MnistPS.Numerics;

namespace MnistPS.Tests.Numerics;

/// <summary>Keeps products to vectors of a width, or the widest below that the processor has, until it is disposed of.</summary>
internal sealed class ProductWidth : IDisposable
{
    private readonly int _before = MatrixProduct.VectorBits;

    internal ProductWidth(int bits) => MatrixProduct.VectorBits = MatrixProduct.WidestUpTo($"{bits}");

    public void Dispose() => MatrixProduct.VectorBits = _before;
}
