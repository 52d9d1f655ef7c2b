using MnistPS.Data;
using MnistPS.Files;
using MnistPS.Imaging.Pixels;
using MnistPS.Imaging.Reading;
using MnistPS.Native;
using SkiaSharp;

namespace MnistPS.Imaging.Writing;

/// <summary>A box with a text to draw over a picture.</summary>
/// <param name="Box">Where, in pixels of the original picture, upright.</param>
/// <param name="Text">Stands above the box: digits, spaces, and the signs % . - ?; other signs are left out.</param>
/// <param name="Note">Stands below the box, in smaller signs.</param>
public sealed record DigitLabel(PixelBox Box, string Text, string Note = "");

/// <summary>Writes pictures. A file appears under its name only once it is complete.</summary>
public static class ImageWriter
{
    private const int AnnotatedLongestSide = 2000;
    private const int JpegQuality = 92;
    private const int LosslessQuality = 100;
    private const int LargestSide = 16384;

    /// <summary>Writes a grey picture.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="path">Full path ending in .png, .jpg, .jpeg or .webp; a file there is replaced.</param>
    /// <param name="scale">Each pixel becomes a square of scale × scale pixels.</param>
    /// <param name="options">What may happen to a file that is there. Default: it is replaced unless it is read-only.</param>
    /// <exception cref="MnistPSException">The ending is not one of those, or the scale makes too large a picture.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(GrayImage image, string path, int scale = 1, FileWriteOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(image);
        RefuseScale(image.LongestSide, scale);
        SkiaRuntime.EnsureLoaded();
        using var bitmap = ToBitmap(image, scale);
        Save(bitmap, path, options);
    }

    /// <summary>Writes a digit.</summary>
    /// <param name="digit">The digit, light ink on a dark ground as in MNIST.</param>
    /// <param name="path">Full path ending in .png, .jpg, .jpeg or .webp; a file there is replaced.</param>
    /// <param name="scale">Each pixel becomes a square of scale × scale pixels.</param>
    /// <param name="darkOnLight">Whether to write dark ink on a light ground, as on paper.</param>
    /// <param name="options">What may happen to a file that is there. Default: it is replaced unless it is read-only.</param>
    /// <exception cref="MnistPSException">The ending is not one of those, or the scale makes too large a picture.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(
        DigitImage digit, string path, int scale = 1, bool darkOnLight = false, FileWriteOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(digit);
        var pixels = darkOnLight ? [.. digit.Pixels.Select(pixel => (byte)(byte.MaxValue - pixel))] : digit.Pixels;
        Write(GrayImage.FromBytes(digit.Width, digit.Height, pixels), path, scale, options);
    }

    /// <summary>Writes a copy of a picture in its colours with boxes and texts drawn over it.</summary>
    /// <param name="sourcePath">The picture; the longest side of the copy is at most 2000 pixels.</param>
    /// <param name="path">Full path ending in .png, .jpg, .jpeg or .webp; a file there is replaced.</param>
    /// <param name="labels">What to draw.</param>
    /// <param name="options">What may happen to a file that is there. Default: it is replaced unless it is read-only.</param>
    /// <param name="cancellation">Stops the reading of the picture.</param>
    /// <exception cref="ImageFormatException">The picture cannot be read.</exception>
    /// <exception cref="MnistPSException">The ending is not one of those.</exception>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    public static void WriteAnnotated(
        string sourcePath,
        string path,
        IReadOnlyList<DigitLabel> labels,
        FileWriteOptions? options = null,
        CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(sourcePath);
        ArgumentNullException.ThrowIfNull(labels);
        _ = FormatOf(path);
        var color = ImageReader.Decode(sourcePath, AnnotatedLongestSide, cancellation);
        using var bitmap = ToBitmap(color);
        Annotation.Draw(bitmap, labels, (double)color.Width / color.SourceWidth, (double)color.Height / color.SourceHeight);
        Save(bitmap, path, options);
    }

    private static void RefuseScale(int longestSide, int scale)
    {
        if (scale < 1 || (long)longestSide * scale > LargestSide)
        {
            throw new MnistPSException(
                "ImageScaleOutOfRange",
                ErrorKind.InvalidArgument,
                $"The scale {scale} is not allowed for a picture of {longestSide} pixels: use 1 to {LargestSide / longestSide}.");
        }
    }

    private static SKBitmap ToBitmap(GrayImage image, int scale)
    {
        var bytes = image.ToBytes();
        var bitmap = new SKBitmap(image.Width * scale, image.Height * scale, SKColorType.Gray8, SKAlphaType.Opaque);
        var pixels = bitmap.GetPixelSpan();
        for (var y = 0; y < bitmap.Height; y++)
        {
            for (var x = 0; x < bitmap.Width; x++)
                pixels[(y * bitmap.RowBytes) + x] = bytes[(y / scale * image.Width) + (x / scale)];
        }

        return bitmap;
    }

    private static SKBitmap ToBitmap(ColorImage color)
    {
        var bitmap = new SKBitmap(color.Width, color.Height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        var pixels = bitmap.GetPixelSpan();
        for (var i = 0; i < color.Width * color.Height; i++)
        {
            color.Rgb.AsSpan(3 * i, 3).CopyTo(pixels.Slice(4 * i, 3));
            pixels[(4 * i) + 3] = byte.MaxValue;
        }

        return bitmap;
    }

    private static SKEncodedImageFormat FormatOf(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Path.GetExtension(path).ToUpperInvariant() switch
        {
            ".PNG" => SKEncodedImageFormat.Png,
            ".JPG" or ".JPEG" => SKEncodedImageFormat.Jpeg,
            ".WEBP" => SKEncodedImageFormat.Webp,
            _ => throw new MnistPSException(
                "ImageExtensionUnknown",
                ErrorKind.InvalidArgument,
                $"'{path}' does not say which format to write: end it in .png, .jpg, .jpeg or .webp."),
        };
    }

    private static void Save(SKBitmap bitmap, string path, FileWriteOptions? options)
    {
        var format = FormatOf(path);
        using var data = bitmap.Encode(format, format == SKEncodedImageFormat.Jpeg ? JpegQuality : LosslessQuality);
        AtomicFile.Write(path, stream => stream.Write(data.AsSpan()), options);
    }
}
