namespace MnistPS.Data.Drawing;

/// <summary>
/// The paper: renders a trail as anti-aliased ink and prepares it as the makers of MNIST did (longest side 20 pixels,
/// maximum 255, centre of mass moved by whole pixels to (14, 14)).
/// </summary>
internal sealed class DigitCanvas
{
    /// <summary>Pixels per side of an image.</summary>
    internal const int Side = 28;

    /// <summary>Pixels of the longest side of the ink.</summary>
    internal const int InkSide = 20;

    /// <summary>Where the centre of mass goes, as row and column index.</summary>
    internal const int Centre = 14;

    private const int Margin = (Side - InkSide) / 2;

    // The ink fades out over this many pixels on either side of the pen's edge.
    private const float Fade = 0.55f;
    private const int FitRounds = 6;
    private const float Far = -1000f;
    private const float MinimumLength = 1e-12f;

    private readonly float[] _depth = new float[Side * Side];
    private readonly byte[] _pixels = new byte[Side * Side];

    /// <summary>Renders the trail, whose positions may have any scale, into 784 bytes.</summary>
    /// <returns>
    /// False in the rare case that the digit cannot be prepared: so lopsided that its centre of mass would push it
    /// out of the image, or so faint at an end that its longest side falls short. The image then holds it nearest.
    /// </returns>
    internal bool TryRender(PenTrail trail, float noise, ref DrawingRandom random, Span<byte> image)
    {
        Fit(trail);
        Array.Fill(_depth, Far);
        for (var i = 0; i < trail.Count; i++)
            Stamp(trail, trail.Lifted[i] ? i : i - 1, i);
        Develop(noise, ref random);
        var ink = InkMeasure.Of(_pixels);
        int shiftX = Shift(ink.CentreX), shiftY = Shift(ink.CentreY);
        var possibleX = Math.Clamp(shiftX, -ink.Left, Side - 1 - ink.Right);
        var possibleY = Math.Clamp(shiftY, -ink.Top, Side - 1 - ink.Bottom);
        Place(possibleX, possibleY, image);
        return ink.LongestSide == InkSide && possibleX == shiftX && possibleY == shiftY;
    }

    // The pen's width is in pixels already, so that the scale of the path has to be found step by step.
    private static void Fit(PenTrail trail)
    {
        (var left, var top, var right, var bottom) = trail.Bounds();
        var longest = Math.Max(right - left, bottom - top);
        var scale = InkSide / longest;
        for (var n = 0; n < FitRounds; n++)
        {
            (left, top, right, bottom) = trail.InkBounds(scale);
            var extent = Math.Max(right - left, bottom - top) + (2 * Fade);
            scale += (InkSide - extent) / longest;
        }

        (left, top, right, bottom) = trail.InkBounds(scale);
        float dx = (Side - left - right) / 2, dy = (Side - top - bottom) / 2;
        if (right - left > bottom - top)
            dx = Margin + Fade - left;
        else
            dy = Margin + Fade - top;
        Span<float> xs = trail.X, ys = trail.Y;
        for (var i = 0; i < xs.Length; i++)
        {
            xs[i] = (xs[i] * scale) + dx;
            ys[i] = (ys[i] * scale) + dy;
        }
    }

    // Keeps in each pixel how deep it lies in the ink: the pen's half-width less the distance to the segment.
    private void Stamp(PenTrail trail, int from, int to)
    {
        float ax = trail.X[from], ay = trail.Y[from], ar = trail.Radius[from];
        float bx = trail.X[to] - ax, by = trail.Y[to] - ay, br = trail.Radius[to] - ar;
        var reach = Math.Max(ar, ar + br) + (2 * Fade);
        var inverse = 1 / ((bx * bx) + (by * by) + MinimumLength);
        (var firstX, var lastX) = Pixels(Math.Min(ax, ax + bx) - reach, Math.Max(ax, ax + bx) + reach);
        (var firstY, var lastY) = Pixels(Math.Min(ay, ay + by) - reach, Math.Max(ay, ay + by) + reach);
        for (var y = firstY; y <= lastY; y++)
        {
            var py = y + 0.5f - ay;
            var row = _depth.AsSpan(y * Side, Side);
            for (var x = firstX; x <= lastX; x++)
            {
                var px = x + 0.5f - ax;
                var t = Math.Clamp(((px * bx) + (py * by)) * inverse, 0f, 1f);
                float dx = px - (t * bx), dy = py - (t * by);
                var depth = ar + (t * br) - MathF.Sqrt((dx * dx) + (dy * dy));
                row[x] = Math.Max(row[x], depth);
            }
        }
    }

    private static (int First, int Last) Pixels(float from, float to) =>
        (Math.Max(0, (int)from), Math.Min(Side - 1, (int)to));

    // Depth to ink, the edge roughened, the strongest ink 255.
    private void Develop(float noise, ref DrawingRandom random)
    {
        float strongest = 0;
        for (var i = 0; i < _depth.Length; i++)
        {
            var rough = _depth[i] > Far ? noise * ((2 * random.Next()) - 1) : 0;
            _depth[i] = Math.Clamp((_depth[i] + rough + Fade) / (2 * Fade), 0f, 1f);
            strongest = Math.Max(strongest, _depth[i]);
        }

        var factor = byte.MaxValue / strongest;
        for (var i = 0; i < _depth.Length; i++)
            _pixels[i] = (byte)((_depth[i] * factor) + 0.5f);
    }

    private static int Shift(float centre) => (int)MathF.Floor(Centre - centre + 0.5f);

    private void Place(int shiftX, int shiftY, Span<byte> image)
    {
        image.Clear();
        int fromX = Math.Max(0, -shiftX), fromY = Math.Max(0, -shiftY);
        int width = Side - Math.Abs(shiftX), height = Side - Math.Abs(shiftY);
        for (var y = fromY; y < fromY + height; y++)
        {
            var row = _pixels.AsSpan((y * Side) + fromX, width);
            row.CopyTo(image[(((y + shiftY) * Side) + fromX + shiftX)..]);
        }
    }
}
