using MnistPS.Imaging.Pixels;

namespace MnistPS.Benchmarks.Imaging;

/// <summary>An MNIST digit as an outline that can be drawn at any size: distances to its edge, positive inside.</summary>
internal sealed class DigitOutline
{
    private const int Scale = 8;
    private const int Side = 28 * Scale;
    private const double Outline = 0.35;

    /// <summary>Ink further than this from its edge, in MNIST pixels, is a blob rather than a stroke.</summary>
    private const float BlobRadius = 1.6f;

    private readonly float[] inside;

    private DigitOutline(float[] inside, PixelBox ink)
    {
        this.inside = inside;
        Ink = ink;
    }

    /// <summary>The ink's bounding box, in pixels of the enlarged digit.</summary>
    public PixelBox Ink { get; }

    /// <summary>The digit as it is, its strokes made wider or narrower.</summary>
    /// <param name="pixels">784 bytes of MNIST.</param>
    /// <param name="strokeChange">Change of the stroke's width, in MNIST pixels.</param>
    public static DigitOutline FromPixels(ReadOnlySpan<byte> pixels, double strokeChange)
    {
        var distance = DistanceTransform.Signed(Enlarge(pixels), Side, Side);
        var grow = (float)(strokeChange * Scale / 2);
        for (var i = 0; i < distance.Length; i++)
        {
            distance[i] += grow;
        }

        return new DigitOutline(distance, BoxOf(distance));
    }

    /// <summary>The digit's middle line, drawn with a pen of the width given.</summary>
    /// <remarks>Loops that are filled in MNIST would come out as lines, as nobody draws them: what is left of them stays.</remarks>
    /// <param name="pixels">784 bytes of MNIST.</param>
    /// <param name="penWidth">Width of the pen, in MNIST pixels.</param>
    public static DigitOutline FromPen(ReadOnlySpan<byte> pixels, double penWidth)
    {
        var mask = Enlarge(pixels);
        var line = Skeleton.Thin(mask, Side, Side);
        var body = DistanceTransform.Signed(mask, Side, Side);
        var distance = DistanceTransform.To(line, Side, Side, value: true);
        for (var i = 0; i < distance.Length; i++)
        {
            var stroke = (float)(penWidth * Scale / 2) - distance[i];
            distance[i] = Math.Max(stroke, body[i] - (BlobRadius * Scale));
        }

        return new DigitOutline(distance, BoxOf(distance));
    }

    /// <summary>How much of a pixel is ink.</summary>
    /// <param name="x">Position in the enlarged digit.</param>
    /// <param name="y">Position in the enlarged digit.</param>
    /// <param name="pixelSize">Size of the pixel in the enlarged digit.</param>
    public float Coverage(double x, double y, double pixelSize)
    {
        if (x < 0 || y < 0 || x >= Side - 1 || y >= Side - 1)
        {
            return 0;
        }

        int left = (int)x, top = (int)y;
        float right = (float)(x - left), down = (float)(y - top);
        var i = (top * Side) + left;
        var upper = inside[i] + (right * (inside[i + 1] - inside[i]));
        var lower = inside[i + Side] + (right * (inside[i + Side + 1] - inside[i + Side]));
        var distance = upper + (down * (lower - upper));
        return Math.Clamp((float)(distance / pixelSize) + 0.5f, 0f, 1f);
    }

    private static bool[] Enlarge(ReadOnlySpan<byte> pixels)
    {
        var large = Resampling.Bilinear(GrayImage.FromBytes(28, 28, pixels), Side, Side);
        return Array.ConvertAll(Plane.BoxBlur(large, Scale / 4).Pixels, v => v > Outline);
    }

    private static PixelBox BoxOf(float[] inside)
    {
        int left = Side, top = Side, right = 0, bottom = 0;
        for (var i = 0; i < inside.Length; i++)
        {
            if (inside[i] > 0)
            {
                left = Math.Min(left, i % Side);
                right = Math.Max(right, (i % Side) + 1);
                top = Math.Min(top, i / Side);
                bottom = Math.Max(bottom, (i / Side) + 1);
            }
        }

        return new PixelBox(left, top, Math.Max(1, right - left), Math.Max(1, bottom - top));
    }
}
