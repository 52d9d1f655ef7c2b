using System.Numerics;

namespace MnistPS.Data;

/// <summary>Bytes to numbers from 0 to 1: what a network of the tutorial reads.</summary>
public static class PixelScaling
{
    /// <summary>What a byte is multiplied by.</summary>
    internal const float Scale = 1f / byte.MaxValue;

    /// <summary>Divides by 255.</summary>
    /// <param name="pixels">Bytes, 0 to 255.</param>
    /// <param name="values">As many numbers, overwritten.</param>
    public static void ToUnitRange(ReadOnlySpan<byte> pixels, Span<float> values)
    {
        var i = 0;
        for (; i <= pixels.Length - Vector<byte>.Count; i += Vector<byte>.Count)
            ConvertVector(pixels.Slice(i, Vector<byte>.Count), values.Slice(i, Vector<byte>.Count));
        for (; i < pixels.Length; i++)
            values[i] = pixels[i] * Scale;
    }

    private static void ConvertVector(ReadOnlySpan<byte> pixels, Span<float> values)
    {
        Vector.Widen(new Vector<byte>(pixels), out var low, out var high);
        ConvertHalf(low, values);
        ConvertHalf(high, values[Vector<ushort>.Count..]);
    }

    private static void ConvertHalf(Vector<ushort> pixels, Span<float> values)
    {
        Vector.Widen(pixels, out var low, out var high);
        (Vector.ConvertToSingle(Vector.AsVectorInt32(low)) * Scale).CopyTo(values);
        (Vector.ConvertToSingle(Vector.AsVectorInt32(high)) * Scale).CopyTo(values[Vector<float>.Count..]);
    }
}
