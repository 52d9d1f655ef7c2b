using MnistPS.Imaging.Pixels;
using MnistPS.Native;
using SkiaSharp;

namespace MnistPS.Imaging.Reading;

/// <summary>Decodes PNG, JPEG, BMP, GIF (its first frame) and WebP, scaled down on the way.</summary>
internal static class ImageDecoder
{
    /// <summary>No camera writes more (a 268-megapixel picture); headers that claim more are refused before any memory is taken.</summary>
    public const long LargestPixelCount = 1L << 28;

    /// <summary>Formats that cannot be decoded row by row are held whole in memory, so less is allowed.</summary>
    private const long LargestPixelCountInMemory = 1L << 26;

    private const long LargestFile = 1L << 28;

    /// <summary>JPEG can be decoded at n/8 of its size for little work.</summary>
    private const int CodecScaleSteps = 8;

    public static ColorImage Decode(string path, int longestSide)
    {
        SkiaRuntime.EnsureLoaded();
        using FileStream file = File.OpenRead(path);
        RefuseLength(file.Length, path);
        using SKData data = Load(file);
        return Decode(data, path, longestSide);
    }

    /// <summary>Reads the file once into native memory. SkiaSharp's own way keeps a second copy, which a photo makes large.</summary>
    private static unsafe SKData Load(FileStream file)
    {
        int length = (int)file.Length;
        SKData data = SKData.Create(length);
        try
        {
            file.ReadExactly(new Span<byte>((void*)data.Data, length));
            return data;
        }
        catch
        {
            data.Dispose();
            throw;
        }
    }

    public static ColorImage Decode(Stream stream, string? path, int longestSide)
    {
        SkiaRuntime.EnsureLoaded();
        using var buffer = new MemoryStream();
        var chunk = new byte[81920];
        for (int read = stream.Read(chunk); read > 0; read = stream.Read(chunk))
        {
            buffer.Write(chunk, 0, read);
            if (buffer.Length > LargestFile)
            {
                break;
            }
        }

        RefuseLength(buffer.Length, path);
        using SKData data = SKData.CreateCopy(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
        return Decode(data, path, longestSide);
    }

    private static void RefuseLength(long length, string? path)
    {
        if (length == 0)
        {
            throw new ImageFormatException(
                "ImageEmpty", path, $"{ImageFormatException.NameOf(path)} is empty (0 bytes). Save the image again, or copy it anew.");
        }

        if (length > LargestFile)
        {
            throw TooLarge(path, $"has more than {LargestFile >> 20} MiB");
        }
    }

    private static ColorImage Decode(SKData data, string? path, int longestSide)
    {
        using SKCodec? codec = SKCodec.Create(data);
        if (codec is null)
        {
            throw FileSignature.Explain(data.AsSpan(), path);
        }

        SKImageInfo full = codec.Info;
        RefuseSize(full.Width, full.Height, path);
        SKSizeI decoded = DecodedSize(codec, full, longestSide);
        SKEncodedOrigin origin = codec.EncodedOrigin;
        var target = MakeTarget(full, decoded, longestSide);
        var info = new SKImageInfo(decoded.Width, decoded.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul);
        bool wantsScaling = decoded.Width != target.Width;
        SKCodecResult result = wantsScaling && codec.StartScanlineDecode(info) == SKCodecResult.Success
            ? DecodeByRow(codec, info, target)
            : DecodeWhole(codec, info, target, path);
        ThrowUnlessSuccess(result, data.AsSpan(), path);
        return target.Upright((int)origin);
    }

    private static void RefuseSize(int width, int height, string? path)
    {
        if ((long)width * height > LargestPixelCount)
        {
            throw TooLarge(path, $"says that it has {width}×{height} pixels, more than the {LargestPixelCount / 1_000_000} million allowed");
        }

        ImageSize.RefuseTooSmall(width, height, path);
    }

    internal static ImageFormatException TooLarge(string? path, string reason) => new(
        "ImageTooLarge", path, $"{ImageFormatException.NameOf(path)} {reason}. Scale it down, or crop it to the digits.");

    /// <summary>The largest size the codec itself can scale to that is not above the limit, else the smallest that it can.</summary>
    private static SKSizeI DecodedSize(SKCodec codec, SKImageInfo full, int longestSide)
    {
        var best = new SKSizeI(full.Width, full.Height);
        for (int step = CodecScaleSteps - 1; step >= 1 && Math.Max(best.Width, best.Height) > longestSide; step--)
        {
            SKSizeI size = codec.GetScaledDimensions((float)step / CodecScaleSteps);
            if (size.Width > 0 && size.Height > 0 && (long)size.Width * size.Height < (long)best.Width * best.Height)
            {
                best = size;
            }
        }

        return best;
    }

    private static ColorImage MakeTarget(SKImageInfo full, SKSizeI decoded, int longestSide)
    {
        double scale = Math.Min(1, (double)longestSide / Math.Max(decoded.Width, decoded.Height));
        int width = Math.Max(1, (int)Math.Round(decoded.Width * scale));
        int height = Math.Max(1, (int)Math.Round(decoded.Height * scale));
        return new ColorImage(width, height, full.Width, full.Height);
    }

    private static unsafe SKCodecResult DecodeByRow(SKCodec codec, SKImageInfo info, ColorImage target)
    {
        bool bottomUp = codec.ScanlineOrder == SKCodecScanlineOrder.BottomUp;
        var averager = new AreaAverager(info.Width, info.Height, target);
        var row = new byte[info.RowBytes];
        for (int y = 0; y < info.Height; y++)
        {
            fixed (byte* pointer = row)
            {
                if (codec.GetScanlines((IntPtr)pointer, 1, info.RowBytes) != 1)
                {
                    return SKCodecResult.IncompleteInput;
                }
            }

            averager.AddRow(y, row);
        }

        averager.Finish();
        if (bottomUp)
        {
            FlipRows(target);
        }

        return SKCodecResult.Success;
    }

    private static void FlipRows(ColorImage image)
    {
        ColorImage flipped = image.Upright(4);
        flipped.Rgb.CopyTo(image.Rgb, 0);
        image.Alpha = flipped.Alpha;
    }

    private static unsafe SKCodecResult DecodeWhole(SKCodec codec, SKImageInfo info, ColorImage target, string? path)
    {
        if ((long)info.Width * info.Height > LargestPixelCountInMemory)
        {
            throw TooLarge(path, $"has {info.Width}×{info.Height} pixels in a format that must be decoded as a whole");
        }

        using var bitmap = new SKBitmap(info);
        SKCodecResult result = codec.GetPixels(info, bitmap.GetPixels());
        var averager = new AreaAverager(info.Width, info.Height, target);
        for (int y = 0; y < info.Height; y++)
        {
            averager.AddRow(y, new Span<byte>((byte*)bitmap.GetPixels() + ((long)y * info.RowBytes), info.RowBytes));
        }

        averager.Finish();
        return result;
    }

    private static void ThrowUnlessSuccess(SKCodecResult result, ReadOnlySpan<byte> bytes, string? path)
    {
        if (result == SKCodecResult.IncompleteInput)
        {
            throw FileSignature.Truncated(path);
        }

        if (result != SKCodecResult.Success)
        {
            throw FileSignature.Damaged(bytes, path);
        }
    }
}
