using MnistPS.Imaging.Pixels;
using SkiaSharp;

namespace MnistPS.Imaging.Reading;

/// <summary>Decodes PNG, JPEG, BMP, GIF (its first frame) and WebP, scaled down on the way.</summary>
internal static class ImageDecoder
{
    /// <summary>No camera writes more (a 268-megapixel picture); headers that claim more are refused before any memory is taken.</summary>
    internal const long LargestPixelCount = 1L << 28;

    // Formats that cannot be decoded row by row are held whole in memory, so less is allowed.
    private const long LargestPixelCountInMemory = 1L << 26;

    // A decoder of native code cannot be stopped. From so many pixels on, which take a second, one need not wait for it.
    private const long QuickPixelCount = 1L << 22;

    // JPEG can be decoded at n/8 of its size for little work.
    private const int CodecScaleSteps = 8;

    /// <summary>Decodes a picture.</summary>
    /// <param name="data">Its bytes, which are given back here.</param>
    /// <param name="path">The file; null for none.</param>
    /// <param name="longestSide">Pictures with a longer side than this, in pixels, are scaled down to it.</param>
    /// <param name="cancellation">Stops the decoding.</param>
    /// <returns>The picture, upright.</returns>
    internal static ColorImage Decode(SKData data, string? path, int longestSide, CancellationToken cancellation)
    {
        SKCodec? codec = null;
        try
        {
            codec = SKCodec.Create(data) ?? throw FileSignature.Explain(data.AsSpan(), path);
            RefuseSize(codec.Info.Width, codec.Info.Height, path);
        }
        catch
        {
            codec?.Dispose();
            data.Dispose();
            throw;
        }

        ColorImage DecodeAndDispose()
        {
            using (data)
            using (codec)
                return Decode(codec, data, path, longestSide, cancellation);
        }

        return (long)codec.Info.Width * codec.Info.Height <= QuickPixelCount || !cancellation.CanBeCanceled
            ? DecodeAndDispose()
            : WaitOrLeave(DecodeAndDispose, cancellation);
    }

    // On a thread of its own, which goes on and cleans up after itself when nobody waits any longer.
    private static ColorImage WaitOrLeave(Func<ColorImage> decode, CancellationToken cancellation)
    {
        var decoding = Task.Factory.StartNew(
            decode, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        Task.WaitAny([decoding], cancellation);
        return decoding.GetAwaiter().GetResult();
    }

    private static ColorImage Decode(
        SKCodec codec, SKData data, string? path, int longestSide, CancellationToken cancellation)
    {
        var full = codec.Info;
        var decoded = DecodedSize(codec, full, longestSide);
        var origin = codec.EncodedOrigin;
        var target = MakeTarget(full, decoded, longestSide);
        var info = new SKImageInfo(decoded.Width, decoded.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul);
        var wantsScaling = decoded.Width != target.Width;
        var result = wantsScaling && codec.StartScanlineDecode(info) == SKCodecResult.Success
            ? DecodeByRow(codec, info, target, cancellation)
            : DecodeWhole(codec, info, target, path, cancellation);
        ThrowUnlessSuccess(result, data.AsSpan(), path);
        return target.Upright((int)origin);
    }

    private static void RefuseSize(int width, int height, string? path)
    {
        if ((long)width * height > LargestPixelCount)
            throw ImageFormatException.TooLarge(path, $"says that it has {width}×{height} pixels, more than the {LargestPixelCount / 1_000_000} million allowed");
        ImageSize.RefuseTooSmall(width, height, path);
    }

    /// <summary>The largest size the codec itself can scale to that is not above the limit, else the smallest that it can.</summary>
    private static SKSizeI DecodedSize(SKCodec codec, SKImageInfo full, int longestSide)
    {
        var best = new SKSizeI(full.Width, full.Height);
        for (var step = CodecScaleSteps - 1; step >= 1 && Math.Max(best.Width, best.Height) > longestSide; step--)
        {
            var size = codec.GetScaledDimensions((float)step / CodecScaleSteps);
            if (size.Width > 0 && size.Height > 0 && (long)size.Width * size.Height < (long)best.Width * best.Height)
                best = size;
        }

        return best;
    }

    private static ColorImage MakeTarget(SKImageInfo full, SKSizeI decoded, int longestSide)
    {
        var scale = Math.Min(1, (double)longestSide / Math.Max(decoded.Width, decoded.Height));
        var width = Math.Max(1, (int)Math.Round(decoded.Width * scale));
        var height = Math.Max(1, (int)Math.Round(decoded.Height * scale));
        return new ColorImage(width, height, full.Width, full.Height);
    }

    private static unsafe SKCodecResult DecodeByRow(
        SKCodec codec, SKImageInfo info, ColorImage target, CancellationToken cancellation)
    {
        var bottomUp = codec.ScanlineOrder == SKCodecScanlineOrder.BottomUp;
        var averager = new AreaAverager(info.Width, info.Height, target);
        var row = new byte[info.RowBytes];
        for (var y = 0; y < info.Height; y++)
        {
            cancellation.ThrowIfCancellationRequested();
            fixed (byte* pointer = row)
            {
                if (codec.GetScanlines((IntPtr)pointer, 1, info.RowBytes) != 1)
                    return SKCodecResult.IncompleteInput;
            }

            averager.AddRow(y, row);
        }

        averager.Finish();
        if (bottomUp)
            FlipRows(target);
        return SKCodecResult.Success;
    }

    private static void FlipRows(ColorImage image)
    {
        var flipped = image.Upright(4);
        flipped.Rgb.CopyTo(image.Rgb, 0);
        image.Alpha = flipped.Alpha;
    }

    private static unsafe SKCodecResult DecodeWhole(
        SKCodec codec, SKImageInfo info, ColorImage target, string? path, CancellationToken cancellation)
    {
        if ((long)info.Width * info.Height > LargestPixelCountInMemory)
            throw ImageFormatException.TooLarge(path, $"has {info.Width}×{info.Height} pixels in a format that must be decoded as a whole");
        using var bitmap = new SKBitmap(info);
        var result = codec.GetPixels(info, bitmap.GetPixels());
        var averager = new AreaAverager(info.Width, info.Height, target);
        for (var y = 0; y < info.Height; y++)
            averager.AddRow(y, new Span<byte>((byte*)bitmap.GetPixels() + ((long)y * info.RowBytes), info.RowBytes));
        averager.Finish();
        return result;
    }

    private static void ThrowUnlessSuccess(SKCodecResult result, ReadOnlySpan<byte> bytes, string? path)
    {
        if (result == SKCodecResult.IncompleteInput)
            throw FileSignature.Truncated(path);
        if (result != SKCodecResult.Success)
            throw FileSignature.Damaged(bytes, path);
    }
}
