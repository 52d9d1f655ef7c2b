using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;

namespace MnistPS.Tests.Data;

/// <summary>IDX files of a few bytes, whole and broken.</summary>
internal static class SmallIdx
{
    internal static byte[] Make(byte[] values, params uint[] sizes)
    {
        var bytes = new byte[4 + (sizes.Length * 4) + values.Length];
        (bytes[2], bytes[3]) = (8, (byte)sizes.Length);
        for (var i = 0; i < sizes.Length; i++)
            BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(4 + (i * 4)), sizes[i]);
        values.CopyTo(bytes, bytes.Length - values.Length);
        return bytes;
    }

    /// <summary>Images of 2×3 pixels, numbered through.</summary>
    internal static byte[] Images(int count) =>
        Make([.. Enumerable.Range(0, count * 6).Select(i => (byte)i)], (uint)count, 2, 3);

    internal static byte[] Labels(params byte[] labels) => Make(labels, (uint)labels.Length);

    internal static byte[] Gzip(byte[] content)
    {
        using var buffer = new MemoryStream();
        using (var gzip = new GZipStream(buffer, CompressionLevel.Fastest))
            gzip.Write(content);
        return buffer.ToArray();
    }

    internal static string Sha256(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
