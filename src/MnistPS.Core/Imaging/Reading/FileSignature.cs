using System.Text;

namespace MnistPS.Imaging.Reading;

/// <summary>Says what a file that cannot be decoded seems to be, by its first bytes.</summary>
internal static class FileSignature
{
    private const int SampleLength = 512;

    private static readonly (string Format, byte[] Start)[] s_readable =
    [
        ("PNG", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]),
        ("JPEG", [0xFF, 0xD8, 0xFF]),
        ("GIF", "GIF8"u8.ToArray()),
        ("BMP", "BM"u8.ToArray()),
        ("WebP", "RIFF"u8.ToArray()),
    ];

    private static readonly (string Format, int Offset, byte[] Bytes)[] s_unreadable =
    [
        ("a PDF document", 0, "%PDF"u8.ToArray()),
        ("a TIFF image", 0, [0x49, 0x49, 0x2A, 0x00]),
        ("a TIFF image", 0, [0x4D, 0x4D, 0x00, 0x2A]),
        ("a HEIC image (iPhone)", 4, "ftyphei"u8.ToArray()),
        ("a HEIC image (iPhone)", 4, "ftypmif1"u8.ToArray()),
        ("an AVIF image", 4, "ftypavif"u8.ToArray()),
        ("a zip archive", 0, [0x50, 0x4B, 0x03, 0x04]),
        ("an SVG drawing", 0, "<svg"u8.ToArray()),
    ];

    /// <summary>The exception for bytes in which no image format was found, or whose header is broken.</summary>
    internal static ImageFormatException Explain(ReadOnlySpan<byte> bytes, string? path)
    {
        var claimed = ExplainClaimedSize(bytes, path);
        if (claimed is not null)
            return claimed;
        return FormatOf(bytes) is null ? NotRecognized(bytes, path) : Damaged(bytes, path);
    }

    internal static ImageFormatException Truncated(string? path) => new(
        "ImageTruncated", path, $"{ImageFormatException.NameOf(path)} ends before the image is complete. Copy or download it again.");

    internal static ImageFormatException Damaged(ReadOnlySpan<byte> bytes, string? path) => new(
        "ImageDamaged",
        path,
        $"{ImageFormatException.NameOf(path)} starts as a {FormatOf(bytes) ?? "known"} image but cannot be decoded: it is cut short or damaged. Copy or download it again.");

    private static ImageFormatException NotRecognized(ReadOnlySpan<byte> bytes, string? path) => new(
        "ImageNotRecognized",
        path,
        $"{ImageFormatException.NameOf(path)} is not an image that can be read{Guess(bytes)}. Convert it to PNG, JPEG, BMP, GIF or WebP.");

    /// <summary>The codec library refuses some huge headers itself; the user should still hear that it is about the size.</summary>
    private static ImageFormatException? ExplainClaimedSize(ReadOnlySpan<byte> bytes, string? path)
    {
        if (FormatOf(bytes) != "PNG" || bytes.Length < 24)
            return null;
        var width = System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(bytes[16..]);
        var height = System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(bytes[20..]);
        return (ulong)width * height > ImageDecoder.LargestPixelCount
            ? ImageFormatException.TooLarge(path, $"says that it has {width}×{height} pixels, more than the {ImageDecoder.LargestPixelCount / 1_000_000} million allowed")
            : null;
    }

    private static string? FormatOf(ReadOnlySpan<byte> bytes)
    {
        foreach ((var format, var start) in s_readable)
        {
            if (bytes.StartsWith(start))
                return format;
        }

        return null;
    }

    private static string Guess(ReadOnlySpan<byte> bytes)
    {
        foreach ((var format, var offset, var pattern) in s_unreadable)
        {
            if (bytes.Length >= offset + pattern.Length && bytes.Slice(offset, pattern.Length).SequenceEqual(pattern))
                return $" (it looks like {format})";
        }

        return LooksLikeText(bytes) ? " (it looks like text)" : string.Empty;
    }

    private static bool LooksLikeText(ReadOnlySpan<byte> bytes)
    {
        var sample = Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, SampleLength)]);
        return sample.All(c => !char.IsControl(c) || char.IsWhiteSpace(c));
    }
}
