namespace MnistPS.Imaging.Pixels;

/// <summary>Arithmetic on whole pictures.</summary>
internal static class Plane
{
    private const int HistogramBins = 2048;

    internal static GrayImage Invert(GrayImage image) => Map(image, v => 1f - v);

    internal static GrayImage Map(GrayImage image, Func<float, float> change)
    {
        var result = new GrayImage(image.Width, image.Height);
        for (var i = 0; i < result.Pixels.Length; i++)
            result.Pixels[i] = change(image.Pixels[i]);
        return result;
    }

    internal static GrayImage FromMask(bool[] mask, int width, int height)
    {
        var result = new GrayImage(width, height);
        for (var i = 0; i < mask.Length; i++)
            result.Pixels[i] = mask[i] ? 1f : 0f;
        return result;
    }

    internal static GrayImage Crop(GrayImage image, PixelBox box)
    {
        var result = new GrayImage(box.Width, box.Height);
        for (var y = 0; y < box.Height; y++)
            image.Row(box.Y + y).Slice(box.X, box.Width).CopyTo(result.Row(y));
        return result;
    }

    internal static GrayImage Transpose(GrayImage image)
    {
        var result = new GrayImage(image.Height, image.Width);
        for (var y = 0; y < image.Height; y++)
        {
            for (var x = 0; x < image.Width; x++)
                result[y, x] = image[x, y];
        }

        return result;
    }

    /// <summary>The value below which a share of the values lies, for values in [0, 1], to 1/2048.</summary>
    internal static float Quantile(ReadOnlySpan<float> values, double share)
    {
        Span<int> histogram = stackalloc int[HistogramBins];
        foreach (var value in values)
            histogram[Math.Clamp((int)(value * HistogramBins), 0, HistogramBins - 1)]++;
        var left = (long)(share * values.Length);
        for (var bin = 0; bin < HistogramBins; bin++)
        {
            left -= histogram[bin];
            if (left < 0)
                return (bin + 0.5f) / HistogramBins;
        }

        return 1f;
    }

    /// <summary>Mean over (2 × radius + 1)² pixels; beyond the border the nearest pixel counts.</summary>
    internal static GrayImage BoxBlur(GrayImage image, int radius)
    {
        if (radius < 1)
            return image;
        return BlurColumns(BlurRows(image, radius), radius);
    }

    private static GrayImage BlurRows(GrayImage image, int radius)
    {
        var result = new GrayImage(image.Width, image.Height);
        var scale = 1f / ((2 * radius) + 1);
        for (var y = 0; y < image.Height; y++)
        {
            var from = image.Row(y);
            var to = result.Row(y);
            var last = from.Length - 1;
            double sum = 0;
            for (var k = -radius; k <= radius; k++)
                sum += from[Math.Clamp(k, 0, last)];
            for (var x = 0; x < to.Length; x++)
            {
                to[x] = (float)sum * scale;
                sum += from[Math.Min(x + radius + 1, last)] - from[Math.Max(x - radius, 0)];
            }
        }

        return result;
    }

    /// <summary>All columns at once, row by row, so that memory is read in order.</summary>
    private static GrayImage BlurColumns(GrayImage image, int radius)
    {
        var result = new GrayImage(image.Width, image.Height);
        var sums = new double[image.Width];
        var last = image.Height - 1;
        var scale = 1f / ((2 * radius) + 1);
        for (var k = -radius; k <= radius; k++)
            AddRow(sums, image.Row(Math.Clamp(k, 0, last)), 1);
        for (var y = 0; y < image.Height; y++)
        {
            var to = result.Row(y);
            for (var x = 0; x < to.Length; x++)
                to[x] = (float)sums[x] * scale;
            AddRow(sums, image.Row(Math.Min(y + radius + 1, last)), 1);
            AddRow(sums, image.Row(Math.Max(y - radius, 0)), -1);
        }

        return result;
    }

    private static void AddRow(double[] sums, ReadOnlySpan<float> row, double sign)
    {
        for (var x = 0; x < sums.Length; x++)
            sums[x] += sign * row[x];
    }

    /// <summary>The largest value in a square window: light spreads, thin dark strokes vanish.</summary>
    internal static GrayImage Dilate(GrayImage image, int radius) =>
        Transpose(DilateRows(Transpose(DilateRows(image, radius)), radius));

    /// <summary>The smallest value in a square window.</summary>
    internal static GrayImage Erode(GrayImage image, int radius) => Map(Dilate(Map(image, v => -v), radius), v => -v);

    private static GrayImage DilateRows(GrayImage image, int radius)
    {
        var result = new GrayImage(image.Width, image.Height);
        var falling = new int[image.Width];
        for (var y = 0; y < image.Height; y++)
            SlideMaximum(image.Row(y), result.Row(y), radius, falling);
        return result;
    }

    /// <summary>
    /// The largest value in a window that slides along a row, in a time that does not depend on the window (Lemire 2006,
    /// "Streaming maximum-minimum filter using no more than three comparisons per element").
    /// </summary>
    /// <param name="from">The row.</param>
    /// <param name="to">Takes the largest values.</param>
    /// <param name="radius">The window reaches so far to both sides.</param>
    /// <param name="falling">Holds the columns in the window whose values no later one reaches, as many as the row is long.</param>
    private static void SlideMaximum(ReadOnlySpan<float> from, Span<float> to, int radius, int[] falling)
    {
        int first = 0, end = 0, next = 0;
        for (var x = 0; x < to.Length; x++)
        {
            for (; next < Math.Min(x + radius + 1, from.Length); next++)
            {
                while (end > first && from[falling[end - 1]] <= from[next])
                    end--;
                falling[end++] = next;
            }

            if (falling[first] < x - radius)
                first++;
            to[x] = from[falling[first]];
        }
    }
}
