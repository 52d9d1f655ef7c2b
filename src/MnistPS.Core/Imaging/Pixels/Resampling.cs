namespace MnistPS.Imaging.Pixels;

/// <summary>Changes of size.</summary>
internal static class Resampling
{
    /// <summary>
    /// Scales down so that no side is longer than the limit; smaller pictures come back as they are. The picture remembers
    /// where it is from.
    /// </summary>
    internal static GrayImage ShrinkTo(GrayImage image, int longestSide)
    {
        if (image.LongestSide <= longestSide)
            return image;
        var scale = (double)longestSide / image.LongestSide;
        var small = Area(image, Rounded(image.Width * scale), Rounded(image.Height * scale));
        return image.WithPixels(small.Width, small.Height, small.Pixels);
    }

    /// <summary>Each target pixel is the mean of the area it covers: scaling down with anti-aliasing.</summary>
    internal static GrayImage Area(GrayImage image, int width, int height)
    {
        var narrow = AreaRows(image, width);
        return Plane.Transpose(AreaRows(Plane.Transpose(narrow), height));
    }

    /// <summary>Linear interpolation between pixel centres: scaling up.</summary>
    internal static GrayImage Bilinear(GrayImage image, int width, int height)
    {
        var result = new GrayImage(width, height);
        var columns = new (int Left, int Right, float Share)[width];
        for (var x = 0; x < width; x++)
            columns[x] = Between(x, width, image.Width);
        for (var y = 0; y < height; y++)
        {
            (var top, var bottom, var down) = Between(y, height, image.Height);
            var upper = image.Row(top);
            var lower = image.Row(bottom);
            var to = result.Row(y);
            for (var x = 0; x < width; x++)
            {
                (var left, var right, var share) = columns[x];
                var above = upper[left] + (share * (upper[right] - upper[left]));
                var below = lower[left] + (share * (lower[right] - lower[left]));
                to[x] = above + (down * (below - above));
            }
        }

        return result;
    }

    private static int Rounded(double side) => Math.Max(1, (int)Math.Round(side));

    private static (int Low, int High, float Share) Between(int index, int targetLength, int sourceLength)
    {
        var position = ((index + 0.5) * sourceLength / targetLength) - 0.5;
        var clamped = Math.Clamp(position, 0, sourceLength - 1);
        var low = (int)clamped;
        return (low, Math.Min(low + 1, sourceLength - 1), (float)(clamped - low));
    }

    private static GrayImage AreaRows(GrayImage image, int width)
    {
        if (width == image.Width)
            return image;
        var result = new GrayImage(width, image.Height);
        var step = (double)image.Width / width;
        for (var x = 0; x < width; x++)
        {
            var left = x * step;
            var right = Math.Min(left + step, image.Width);
            var first = (int)left;
            var last = Math.Min((int)Math.Ceiling(right), image.Width) - 1;
            for (var y = 0; y < image.Height; y++)
            {
                var from = image.Row(y);
                double sum = 0;
                for (var i = first; i <= last; i++)
                    sum += from[i] * (Math.Min(right, i + 1) - Math.Max(left, i));
                result[x, y] = (float)(sum / (right - left));
            }
        }

        return result;
    }
}
