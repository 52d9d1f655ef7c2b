using System.Buffers.Binary;
using MnistPS.Numerics;

namespace MnistPS.Data;

/// <summary>
/// The start of an IDX file: two zeros, the type of a value, the number of axes, and the length of each axis as a
/// big-endian unsigned 32-bit number (LeCun, "The MNIST database of handwritten digits").
/// </summary>
internal sealed class IdxHeader
{
    private const int MagicLength = 4;
    private const byte UnsignedByteType = 0x08;

    private IdxHeader(byte[] bytes, Shape shape) => (Bytes, Shape) = (bytes, shape);

    /// <summary>The header as it stands in the file.</summary>
    internal byte[] Bytes { get; }

    /// <summary>Length of each axis.</summary>
    internal Shape Shape { get; }

    /// <summary>Reads the header and leaves the stream at the first value.</summary>
    /// <param name="stream">The decompressed file.</param>
    /// <param name="name">What messages call the file.</param>
    /// <returns>The header.</returns>
    /// <exception cref="MnistPSException">It is none, or not one of bytes.</exception>
    internal static IdxHeader Read(Stream stream, string name)
    {
        Span<byte> magic = stackalloc byte[MagicLength];
        ReadWhole(stream, magic, name);
        CheckMagic(magic, name);
        var bytes = new byte[MagicLength + (magic[3] * sizeof(uint))];
        magic.CopyTo(bytes);
        ReadWhole(stream, bytes.AsSpan(MagicLength), name);
        return new IdxHeader(bytes, ReadShape(bytes.AsSpan(MagicLength), name));
    }

    private static void ReadWhole(Stream stream, Span<byte> bytes, string name)
    {
        if (stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
            throw new MnistPSException(
                "IdxTruncated",
                ErrorKind.InvalidData,
                $"'{name}' ends within its header: it is empty or was cut off. Get the file again.");
    }

    private static void CheckMagic(ReadOnlySpan<byte> magic, string name)
    {
        if (magic[0] != 0 || magic[1] != 0 || magic[3] == 0)
            throw new MnistPSException(
                "IdxMagicInvalid",
                ErrorKind.InvalidData,
                $"'{name}' is not an IDX file: it starts with {Convert.ToHexString(magic)}, where MNIST's images have "
                + "00000803 and its labels 00000801. Get the file again.");
        if (magic[2] != UnsignedByteType)
            throw new MnistPSException(
                "IdxTypeUnsupported",
                ErrorKind.InvalidData,
                $"'{name}' holds values of the type 0x{magic[2]:X2}; only bytes "
                + $"(0x{UnsignedByteType:X2}) can be read.");
    }

    private static Shape ReadShape(ReadOnlySpan<byte> sizes, string name)
    {
        var axes = new uint[sizes.Length / sizeof(uint)];
        var total = 1d;
        for (var i = 0; i < axes.Length; i++)
        {
            axes[i] = BinaryPrimitives.ReadUInt32BigEndian(sizes[(i * sizeof(uint))..]);
            total *= axes[i];
        }

        if (total is < 1 || total > Array.MaxLength)
            throw new MnistPSException(
                "IdxSizeOutOfRange",
                ErrorKind.InvalidData,
                $"'{name}' announces {string.Join(" × ", axes)} values; an IDX file must have from 1 to "
                + $"{Array.MaxLength:N0} of them. Its header is damaged: get the file again.");
        return new Shape(Array.ConvertAll(axes, axis => (int)axis));
    }
}
