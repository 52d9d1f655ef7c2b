using MnistPS.Imaging.Pixels;

namespace MnistPS.Imaging.Reading;

/// <summary>Colour to grey.</summary>
internal static class GrayConversion
{
    // ITU-R BT.601, the weights of JPEG.
    private const float RedWeight = 0.299f;
    private const float GreenWeight = 0.587f;
    private const float BlueWeight = 0.114f;

    // A single colour channel is taken instead of the luminance where it shows the ink this many times stronger (orange or yellow on white).
    private const float ChannelAdvantage = 1.25f;

    // Below this range of tones the colours of a transparent picture say nothing, and its opacity is the drawing.
    private const float FlatRange = 0.06f;

    internal static GrayImage ToGray(ColorImage color, string? path)
    {
        var luminance = Luminance(color);
        var pixels = IsFlat(luminance) && color.Alpha is not null && HasContrast(color.Alpha)
            ? FromOpacity(color.Alpha)
            : MostTelling(color, luminance);
        return new GrayImage(color.Width, color.Height, pixels)
        {
            Path = path,
            SourceWidth = color.SourceWidth,
            SourceHeight = color.SourceHeight,
        };
    }

    private static float[] Luminance(ColorImage color)
    {
        var pixels = new float[color.Width * color.Height];
        var rgb = color.Rgb;
        for (var i = 0; i < pixels.Length; i++)
            pixels[i] = ((RedWeight * rgb[3 * i]) + (GreenWeight * rgb[(3 * i) + 1]) + (BlueWeight * rgb[(3 * i) + 2])) / 255f;
        return pixels;
    }

    private static bool IsFlat(float[] pixels)
    {
        float low = float.MaxValue, high = float.MinValue;
        foreach (var value in pixels)
        {
            low = Math.Min(low, value);
            high = Math.Max(high, value);
        }

        return high - low < FlatRange;
    }

    private static bool HasContrast(byte[] alpha) => alpha.Max() - alpha.Min() > 64;

    /// <summary>White ink on a transparent ground shows only in the opacity.</summary>
    private static float[] FromOpacity(byte[] alpha) => Array.ConvertAll(alpha, a => 1f - (a / 255f));

    private static float[] MostTelling(ColorImage color, float[] luminance)
    {
        var best = LocalContrast(i => luminance[i], color) * ChannelAdvantage;
        var channel = -1;
        for (var c = 0; c < 3; c++)
        {
            var contrast = LocalContrast(i => color.Rgb[(3 * i) + c] / 255f, color);
            if (contrast > best)
                (best, channel) = (contrast, c);
        }

        if (channel < 0)
            return luminance;
        var pixels = new float[luminance.Length];
        for (var i = 0; i < pixels.Length; i++)
            pixels[i] = color.Rgb[(3 * i) + channel] / 255f;
        return pixels;
    }

    /// <summary>The strongest step between pixels a stroke's width apart, without the strongest thousandth (specks).</summary>
    private static float LocalContrast(Func<int, float> tone, ColorImage color)
    {
        var distance = Math.Max(2, Math.Max(color.Width, color.Height) / 100);
        var stride = Math.Max(1, color.Width * color.Height / 200_000);
        Span<int> histogram = stackalloc int[256];
        var count = 0;
        for (var i = 0; i < (color.Width * color.Height) - distance; i += stride)
        {
            histogram[(int)(Math.Abs(tone(i) - tone(i + distance)) * 255f)]++;
            count++;
        }

        var left = Math.Max(1, count / 500);
        for (var level = 255; level > 0; level--)
        {
            left -= histogram[level];
            if (left <= 0)
                return level / 255f;
        }

        return 0;
    }
}
