namespace MnistPS.Imaging.Pixels;

/// <summary>Changes of size.</summary>
internal static class Resampling
{
    /// <summary>Scales down so that no side is longer than the limit; smaller pictures come back as they are.</summary>
    public static GrayImage ShrinkTo(GrayImage image, int longestSide)
    {
        if (image.LongestSide <= longestSide)
        {
            return image;
        }

        double scale = (double)longestSide / image.LongestSide;
        return Area(image, Rounded(image.Width * scale), Rounded(image.Height * scale));
    }

    /// <summary>Each target pixel is the mean of the area it covers: scaling down with anti-aliasing.</summary>
    public static GrayImage Area(GrayImage image, int width, int height)
    {
        GrayImage narrow = AreaRows(image, width);
        return Plane.Transpose(AreaRows(Plane.Transpose(narrow), height));
    }

    /// <summary>Linear interpolation between pixel centres: scaling up.</summary>
    public static GrayImage Bilinear(GrayImage image, int width, int height)
    {
        var result = new GrayImage(width, height);
        var columns = new (int Left, int Right, float Share)[width];
        for (int x = 0; x < width; x++)
        {
            columns[x] = Between(x, width, image.Width);
        }

        for (int y = 0; y < height; y++)
        {
            (int top, int bottom, float down) = Between(y, height, image.Height);
            Span<float> upper = image.Row(top);
            Span<float> lower = image.Row(bottom);
            Span<float> to = result.Row(y);
            for (int x = 0; x < width; x++)
            {
                (int left, int right, float share) = columns[x];
                float above = upper[left] + (share * (upper[right] - upper[left]));
                float below = lower[left] + (share * (lower[right] - lower[left]));
                to[x] = above + (down * (below - above));
            }
        }

        return result;
    }

    private static int Rounded(double side) => Math.Max(1, (int)Math.Round(side));

    private static (int Low, int High, float Share) Between(int index, int targetLength, int sourceLength)
    {
        double position = ((index + 0.5) * sourceLength / targetLength) - 0.5;
        double clamped = Math.Clamp(position, 0, sourceLength - 1);
        int low = (int)clamped;
        return (low, Math.Min(low + 1, sourceLength - 1), (float)(clamped - low));
    }

    private static GrayImage AreaRows(GrayImage image, int width)
    {
        if (width == image.Width)
        {
            return image;
        }

        var result = new GrayImage(width, image.Height);
        double step = (double)image.Width / width;
        for (int x = 0; x < width; x++)
        {
            double left = x * step;
            double right = Math.Min(left + step, image.Width);
            int first = (int)left;
            int last = Math.Min((int)Math.Ceiling(right), image.Width) - 1;
            for (int y = 0; y < image.Height; y++)
            {
                Span<float> from = image.Row(y);
                double sum = 0;
                for (int i = first; i <= last; i++)
                {
                    sum += from[i] * (Math.Min(right, i + 1) - Math.Max(left, i));
                }

                result[x, y] = (float)(sum / (right - left));
            }
        }

        return result;
    }
}
