using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace MnistPS.Formats;

/// <summary>How the numbers of a tensor lie in a safetensors file, by the name of their type there; little-endian.</summary>
internal sealed class TensorEncoding
{
    private const int UpperHalf = 16;

    private static readonly TensorEncoding[] s_readable =
    [
        new("F32", sizeof(float), (bytes, values) => MemoryMarshal.Cast<byte, float>(bytes).CopyTo(values)),
        new("F16", sizeof(ushort), (bytes, values) => TensorPrimitives.ConvertToSingle(MemoryMarshal.Cast<byte, Half>(bytes), values)),
        new("BF16", sizeof(ushort), DecodeBrainFloat),
        new("F64", sizeof(double), DecodeDouble),
    ];

    private readonly Decoder _decode;

    private TensorEncoding(string name, int size, Decoder decode) => (Name, Size, _decode) = (name, size, decode);

    private delegate void Decoder(ReadOnlySpan<byte> bytes, Span<float> values);

    /// <summary>The type's name in the file.</summary>
    internal string Name { get; }

    /// <summary>Bytes of a number.</summary>
    internal int Size { get; }

    /// <summary>The encoding of a name.</summary>
    /// <param name="name">What the header says.</param>
    /// <param name="tensor">What messages call the tensor.</param>
    /// <returns>The encoding.</returns>
    /// <exception cref="InvalidDataException">Numbers of this type cannot be read.</exception>
    internal static TensorEncoding Of(string name, string tensor) =>
        Array.Find(s_readable, encoding => encoding.Name == name) ?? throw new InvalidDataException(
            $"{tensor} is of the type {JsonSerializer.Serialize(name)}; only {string.Join(", ", s_readable.Select(encoding => encoding.Name))} "
            + "can be read.");

    /// <summary>The encoding that a precision is written in.</summary>
    /// <param name="precision">The precision.</param>
    /// <returns>The encoding.</returns>
    internal static TensorEncoding Of(WeightPrecision precision) =>
        s_readable[precision == WeightPrecision.Float16 ? 1 : 0];

    /// <summary>Reads a tensor's numbers.</summary>
    /// <param name="stream">Stands at the first of them.</param>
    /// <param name="values">Where to put them.</param>
    /// <exception cref="InvalidDataException">A number is too large for 32 bits.</exception>
    internal void Read(Stream stream, Span<float> values)
    {
        if (Size == sizeof(float))
        {
            stream.ReadExactly(MemoryMarshal.AsBytes(values));
            return;
        }

        var bytes = new byte[checked(values.Length * Size)];
        stream.ReadExactly(bytes);
        _decode(bytes, values);
    }

    /// <summary>Writes a tensor's numbers, in 32 or 16 bits.</summary>
    /// <param name="stream">Where to write.</param>
    /// <param name="tensor">What messages call the tensor.</param>
    /// <param name="values">The numbers.</param>
    /// <exception cref="MnistPSException">A number is too large for 16 bits (<c>WeightOutOfHalfRange</c>).</exception>
    internal void Write(Stream stream, string tensor, ReadOnlySpan<float> values)
    {
        if (Size == sizeof(float))
        {
            stream.Write(MemoryMarshal.AsBytes(values));
            return;
        }

        var halves = new Half[values.Length];
        TensorPrimitives.ConvertToHalf(values, halves);
        for (var i = 0; i < halves.Length; i++)
        {
            if (Half.IsInfinity(halves[i]) && float.IsFinite(values[i]))
                throw new MnistPSException(
                    "WeightOutOfHalfRange",
                    ErrorKind.InvalidOperation,
                    $"The weight {values[i]} in '{tensor}' is beyond what 16 bits can hold (±65,504).");
        }

        stream.Write(MemoryMarshal.AsBytes(halves.AsSpan()));
    }

    // The upper half of a float.
    private static void DecodeBrainFloat(ReadOnlySpan<byte> bytes, Span<float> values)
    {
        var halves = MemoryMarshal.Cast<byte, ushort>(bytes);
        for (var i = 0; i < values.Length; i++)
            values[i] = BitConverter.UInt32BitsToSingle((uint)halves[i] << UpperHalf);
    }

    private static void DecodeDouble(ReadOnlySpan<byte> bytes, Span<float> values)
    {
        var doubles = MemoryMarshal.Cast<byte, double>(bytes);
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (float)doubles[i];
            if (float.IsInfinity(values[i]) && double.IsFinite(doubles[i]))
                throw new InvalidDataException($"The number {doubles[i]} is too large for a weight of 32 bits.");
        }
    }
}
