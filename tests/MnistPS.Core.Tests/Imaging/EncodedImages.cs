using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace MnistPS.Tests.Imaging;

/// <summary>Files of kinds that SkiaSharp does not write.</summary>
internal static class EncodedImages
{
    private static readonly byte[] Signature = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>A PNG with the bit depth and colour type given (0 grey, 3 palette).</summary>
    public static byte[] Png(int width, int height, byte depth, byte colourType, byte[]? palette, Func<int, int, byte[]> pixel)
    {
        using var raw = new MemoryStream();
        for (var y = 0; y < height; y++)
        {
            raw.WriteByte(0);
            for (var x = 0; x < width; x++)
            {
                raw.Write(pixel(x, y));
            }
        }

        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            zlib.Write(raw.ToArray());
        }

        var header = Header(width, height, depth, colourType);
        var colours = palette is null ? [] : Chunk("PLTE", palette);
        return [.. Signature, .. Chunk("IHDR", header), .. colours, .. Chunk("IDAT", packed.ToArray()), .. Chunk("IEND", [])];
    }

    /// <summary>Only the beginning of a PNG of the size given.</summary>
    public static byte[] PngHeader(int width, int height) =>
        [.. Signature, .. Chunk("IHDR", Header(width, height, 8, 2)), .. Chunk("IDAT", [0x78, 0x9C]), .. Chunk("IEND", [])];

    /// <summary>A grey 24-bit BMP, rows stored from the bottom.</summary>
    public static byte[] Bmp(int width, int height, Func<int, int, byte> tone)
    {
        var stride = ((width * 3) + 3) / 4 * 4;
        var bytes = new byte[54 + (stride * height)];
        "BM"u8.CopyTo(bytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(2), bytes.Length);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(10), 54);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(14), 40);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(18), width);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(22), height);
        bytes[26] = 1;
        bytes[28] = 24;
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                bytes.AsSpan(54 + ((height - 1 - y) * stride) + (3 * x), 3).Fill(tone(x, y));
            }
        }

        return bytes;
    }

    /// <summary>A black GIF, its pixels stored with clear codes so that no dictionary is needed.</summary>
    public static byte[] Gif(int width, int height)
    {
        var codes = new List<byte>();
        int bits = 0, pending = 0;
        void Write(int code)
        {
            pending |= code << bits;
            bits += 3;
            while (bits >= 8)
            {
                codes.Add((byte)pending);
                pending >>= 8;
                bits -= 8;
            }
        }

        for (var i = 0; i < width * height; i++)
        {
            if (i % 2 == 0)
            {
                Write(4);
            }

            Write(0);
        }

        Write(5);
        codes.Add((byte)pending);
        byte[] start =
        [
            .. "GIF89a"u8, (byte)width, 0, (byte)height, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255,
            0x2C, 0, 0, 0, 0, (byte)width, 0, (byte)height, 0, 0, 2,
        ];
        return [.. start, (byte)codes.Count, .. codes, 0, 0x3B];
    }

    /// <summary>A JPEG with an EXIF block that says how the camera was held.</summary>
    public static byte[] WithOrientation(byte[] jpeg, int orientation)
    {
        byte[] tiff =
        [
            (byte)'I', (byte)'I', 0x2A, 0, 8, 0, 0, 0,
            1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, (byte)orientation, 0, 0, 0, 0, 0, 0, 0,
        ];
        byte[] body = [.. "Exif\0\0"u8, .. tiff];
        var length = body.Length + 2;
        return [0xFF, 0xD8, 0xFF, 0xE1, (byte)(length >> 8), (byte)length, .. body, .. jpeg[2..]];
    }

    private static byte[] Header(int width, int height, byte depth, byte colourType)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = depth;
        header[9] = colourType;
        return header;
    }

    private static byte[] Chunk(string type, byte[] data)
    {
        byte[] named = [.. Encoding.ASCII.GetBytes(type), .. data];
        var chunk = new byte[named.Length + 8];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        named.CopyTo(chunk, 4);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(chunk.Length - 4), Crc(named));
        return chunk;
    }

    /// <summary>CRC-32 of ISO 3309, as PNG asks for.</summary>
    private static uint Crc(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var k = 0; k < 8; k++)
            {
                crc = (crc & 1) != 0 ? 0xEDB88320 ^ (crc >> 1) : crc >> 1;
            }
        }

        return ~crc;
    }
}
