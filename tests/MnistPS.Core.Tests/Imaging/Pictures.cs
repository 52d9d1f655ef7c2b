using MnistPS.Imaging;
using MnistPS.Imaging.Pixels;
using MnistPS.Imaging.Reading;
using SkiaSharp;

namespace MnistPS.Tests.Imaging;

/// <summary>Pictures drawn for the tests; nothing is read from files.</summary>
internal static class Pictures
{
    /// <summary>A canvas with something drawn on it, encoded.</summary>
    public static byte[] Draw(
        int width,
        int height,
        SKColor ground,
        Action<SKCanvas> draw,
        SKEncodedImageFormat format = SKEncodedImageFormat.Png,
        SKColorType type = SKColorType.Rgba8888)
    {
        using var bitmap = new SKBitmap(width, height, type, SKAlphaType.Unpremul);
        using (var canvas = new SKCanvas(bitmap))
        {
            canvas.Clear(ground);
            draw(canvas);
        }

        using var data = bitmap.Encode(format, 95);
        return data.ToArray();
    }

    /// <summary>A pen of the colour and width given.</summary>
    public static SKPaint Pen(SKColor colour, float width) => new()
    {
        Color = colour,
        StrokeWidth = width,
        Style = SKPaintStyle.Stroke,
        StrokeCap = SKStrokeCap.Round,
        StrokeJoin = SKStrokeJoin.Round,
        IsAntialias = true,
    };

    /// <summary>A seven of the size given with its left upper corner at (x, y).</summary>
    public static void Seven(SKCanvas canvas, SKPaint pen, float x, float y, float size)
    {
        using var path = SKPath.ParseSvgPathData(FormattableString.Invariant(
            $"M{x} {y}L{x + (0.6f * size)} {y}L{x + (0.2f * size)} {y + size}"));
        canvas.DrawPath(path, pen);
    }

    /// <summary>A zero of the height given with its left upper corner at (x, y).</summary>
    public static void Zero(SKCanvas canvas, SKPaint pen, float x, float y, float size) =>
        canvas.DrawOval(SKRect.Create(x, y, 0.6f * size, size), pen);

    /// <summary>A one of the height given.</summary>
    public static void One(SKCanvas canvas, SKPaint pen, float x, float y, float size) =>
        canvas.DrawLine(x, y, x, y + size, pen);

    public static GrayImage Read(byte[] encoded) => ImageReader.Read(new MemoryStream(encoded));

    /// <summary>A black seven on white, encoded.</summary>
    public static byte[] SevenOn(int width, int height, SKColor ground, SKColor ink, float stroke = 8)
    {
        using var pen = Pen(ink, stroke);
        var size = 0.6f * Math.Min(width, height);
        return Draw(width, height, ground, canvas => Seven(canvas, pen, 0.25f * width, 0.2f * height, size));
    }

    /// <summary>Mean difference of two digits, 0 to 255.</summary>
    public static double Difference(PreparedImage a, PreparedImage b) =>
        a.Pixels.Zip(b.Pixels, (p, q) => Math.Abs(p - q)).Average();
}
