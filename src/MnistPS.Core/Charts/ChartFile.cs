using MnistPS.Files;
using MnistPS.Native;
using SkiaSharp;

namespace MnistPS.Charts;

/// <summary>Draws a picture into a file; the ending of its name chooses the format.</summary>
internal static class ChartFile
{
    private const int Quality = 92;

    // In a picture smaller than this share of the size it was laid out for, the words would be too small to read.
    private const float SmallestScale = 0.75f;

    /// <summary>Draws and writes.</summary>
    /// <param name="path">Path of the file: .png, .jpg, .webp or .svg.</param>
    /// <param name="options">Size in pixels.</param>
    /// <param name="usual">The size for which the words are as large as they should be.</param>
    /// <param name="draw">Draws onto a canvas of the given size.</param>
    /// <param name="file">What may happen to a file that is there; null for the default.</param>
    /// <exception cref="MnistPSException">
    /// The ending is none of these (<c>ChartFormatUnknown</c>), the size is out of range, or Skia cannot be loaded.
    /// </exception>
    internal static void Write(
        string path, ChartOptions options, SKSize usual, Action<SKCanvas, SKSize> draw, FileWriteOptions? file)
    {
        options.Check();
        var format = FormatOf(path);
        SkiaRuntime.EnsureLoadedWithText();
        var content = Encode(format, options, canvas => DrawScaled(canvas, options, usual, draw));
        AtomicFile.Write(path, content.WriteTo, file);
    }

    // Into memory: Skia must never call back into a stream that can fail, for an exception in its midst ends the process.
    private static MemoryStream Encode(SKEncodedImageFormat? format, ChartOptions options, Action<SKCanvas> draw)
    {
        var content = new MemoryStream();
        if (format is { } raster)
            WriteRaster(content, raster, options, draw);
        else
            WriteSvg(content, options, draw);
        return content;
    }

    private static void DrawScaled(SKCanvas canvas, ChartOptions options, SKSize usual, Action<SKCanvas, SKSize> draw)
    {
        var scale = Math.Max(SmallestScale, Math.Min(options.Width / usual.Width, options.Height / usual.Height));
        canvas.Clear(ChartStyle.Paper);
        canvas.Scale(scale);
        draw(canvas, new SKSize(options.Width / scale, options.Height / scale));
    }

    private static void WriteRaster(
        Stream stream, SKEncodedImageFormat format, ChartOptions options, Action<SKCanvas> draw)
    {
        using var surface = SKSurface.Create(new SKImageInfo(options.Width, options.Height))
            ?? throw new MnistPSException(
                "ChartTooLarge",
                ErrorKind.InvalidOperation,
                $"There is no memory for a picture of {options.Width}×{options.Height} pixels.");
        draw(surface.Canvas);
        using var image = surface.Snapshot();
        using var data = image.Encode(format, Quality);
        stream.Write(data.AsSpan());
    }

    private static void WriteSvg(Stream stream, ChartOptions options, Action<SKCanvas> draw)
    {
        using var memory = new SKDynamicMemoryWStream();
        using (var canvas = SKSvgCanvas.Create(new SKRect(0, 0, options.Width, options.Height), memory))
            draw(canvas);
        using var data = memory.DetachAsData();
        stream.Write(data.AsSpan());
    }

    private static SKEncodedImageFormat? FormatOf(string path) => Path.GetExtension(path).ToUpperInvariant() switch
    {
        ".PNG" => SKEncodedImageFormat.Png,
        ".JPG" or ".JPEG" => SKEncodedImageFormat.Jpeg,
        ".WEBP" => SKEncodedImageFormat.Webp,
        ".SVG" => null,
        var other => throw new MnistPSException(
            "ChartFormatUnknown",
            ErrorKind.InvalidArgument,
            $"'{path}' ends in '{other}'. The ending of a chart is .png, .jpg, .webp or .svg."),
    };
}
