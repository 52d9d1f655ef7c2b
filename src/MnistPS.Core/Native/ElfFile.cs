using System.Buffers.Binary;

namespace MnistPS.Native;

/// <summary>A library for Linux, as far as its loader has to be kept from it.</summary>
internal static class ElfFile
{
    private const int HeaderSize = 64;
    private const int LoadSegment = 1;
    private static readonly byte[] s_littleEndian64 = [0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1];

    /// <summary>
    /// Whether the end of a file is missing. The loader maps such a file without a word, and the first touch of what is not
    /// there kills the process with a bus error.
    /// </summary>
    /// <param name="path">Path of the file.</param>
    /// <returns>False too for a file of another kind, which its loader refuses itself.</returns>
    internal static bool IsCutOff(string path)
    {
        using var file = File.OpenRead(path);
        Span<byte> header = stackalloc byte[HeaderSize];
        if (file.ReadAtLeast(header, HeaderSize, throwOnEndOfStream: false) < HeaderSize)
            return OperatingSystem.IsLinux();
        if (!header.StartsWith(s_littleEndian64))
            return false;

        var (start, size, count) = (Int64(header[32..]), UInt16(header[54..]), UInt16(header[56..]));
        var table = new byte[size * count];
        if (start < 0 || start > file.Length - table.Length)
            return true;
        file.Position = start;
        file.ReadExactly(table);
        return table.Chunk(Math.Max(1, (int)size)).Any(segment => EndOf(segment) > file.Length);
    }

    // Where in the file a segment ends that is loaded: p_offset + p_filesz.
    private static long EndOf(byte[] segment) =>
        segment.Length >= 56 && BinaryPrimitives.ReadUInt32LittleEndian(segment) == LoadSegment
            ? Int64(segment.AsSpan(8)) + Int64(segment.AsSpan(32))
            : 0;

    private static long Int64(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadInt64LittleEndian(bytes);

    private static ushort UInt16(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt16LittleEndian(bytes);
}
