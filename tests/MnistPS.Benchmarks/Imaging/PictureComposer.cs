using SkiaSharp;

namespace MnistPS.Benchmarks.Imaging;

/// <summary>Turns MNIST digits into pictures as people take and draw them; the same seed gives the same picture.</summary>
internal static class PictureComposer
{
    private const int SmallestSide = 40;
    private const int LargestSide = 2000;
    private const int SmallestRow = 200;
    private const int LargestRow = 2000;

    /// <summary>A picture of one digit, 40 to 2000 pixels wide, somewhere on paper or blackboard.</summary>
    /// <param name="digit">784 bytes of MNIST.</param>
    /// <param name="seed">What the picture looks like.</param>
    /// <returns>The picture, encoded.</returns>
    public static ComposedPicture ComposeDigit(ReadOnlyMemory<byte> digit, int seed)
    {
        var random = new Random(seed);
        var style = new PictureStyle(random, SmallestSide, LargestSide);
        var share = 0.35 + (0.45 * random.NextDouble());
        var size = style.Side * share;
        var slack = (style.Side - (size * 1.15)) / 2;
        var x = (style.Side / 2.0) + (slack * 2 * (random.NextDouble() - 0.5));
        var y = (style.Side / 2.0) + (slack * 2 * (random.NextDouble() - 0.5));
        var placed = new PlacedDigit(Outline(digit.Span, style), x, y, size, style.Rotation);
        return Render(style, style.Side, style.Side, [placed], random);
    }

    /// <summary>A number written in a row: the digits about as tall as each other, with gaps as people leave them.</summary>
    /// <param name="digits">784 bytes of MNIST each, from left to right.</param>
    /// <param name="seed">What the picture looks like.</param>
    /// <returns>The picture, encoded.</returns>
    public static ComposedPicture ComposeNumber(IReadOnlyList<ReadOnlyMemory<byte>> digits, int seed)
    {
        var random = new Random(seed);
        var style = new PictureStyle(random, SmallestRow, LargestRow);
        var height = style.Side / (digits.Count * (0.95 + (0.5 * random.NextDouble())));
        var gap = height * (0.08 + (0.3 * random.NextDouble()));
        var placed = new List<PlacedDigit>();
        double x = 0;
        foreach (var digit in digits)
        {
            var outline = Outline(digit.Span, style);
            var size = height * (0.9 + (0.2 * random.NextDouble()));
            var turn = style.Rotation * 0.4 * random.NextDouble();
            var candidate = new PlacedDigit(outline, 0, height * 0.08 * (random.NextDouble() - 0.5), size, turn);
            var width = candidate.Width;
            placed.Add(candidate with { X = x + (width / 2) });
            x += width + (gap * (0.7 + (0.6 * random.NextDouble())));
        }

        var total = x - gap;
        var pictureWidth = (int)(total + (height * (0.5 + random.NextDouble())));
        var pictureHeight = (int)(height * (1.5 + random.NextDouble()));
        var left = (pictureWidth - total) * (0.3 + (0.4 * random.NextDouble()));
        var middle = pictureHeight * (0.45 + (0.1 * random.NextDouble()));
        var moved = placed.ConvertAll(p => p with { X = p.X + left, Y = p.Y + middle });
        return Render(style, pictureWidth, pictureHeight, moved, random);
    }

    private static DigitOutline Outline(ReadOnlySpan<byte> digit, PictureStyle style) => style.PenWidth > 0
        ? DigitOutline.FromPen(digit, style.PenWidth)
        : DigitOutline.FromPixels(digit, style.StrokeChange);

    private static ComposedPicture Render(PictureStyle style, int width, int height, List<PlacedDigit> digits, Random random)
    {
        var canvas = new PaperCanvas(style, width, height);
        digits.ForEach(canvas.Draw);
        canvas.Expose(random);
        using var bitmap = canvas.ToBitmap();
        using var data = style.Quality > 0
            ? bitmap.Encode(SKEncodedImageFormat.Jpeg, style.Quality)
            : bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return new ComposedPicture(data.ToArray(), style);
    }
}
