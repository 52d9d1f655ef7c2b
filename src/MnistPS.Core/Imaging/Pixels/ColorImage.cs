namespace MnistPS.Imaging.Pixels;

/// <summary>A decoded picture: upright, laid over white, scaled down; three bytes per pixel (red, green, blue).</summary>
internal sealed class ColorImage(int width, int height, int sourceWidth, int sourceHeight)
{
    internal int Width { get; } = width;

    internal int Height { get; } = height;

    internal int SourceWidth { get; } = sourceWidth;

    internal int SourceHeight { get; } = sourceHeight;

    internal byte[] Rgb { get; } = new byte[width * height * 3];

    /// <summary>Opacity per pixel; null for a picture without any transparency.</summary>
    internal byte[]? Alpha { get; set; }

    /// <summary>Turns and mirrors the pixels by an EXIF orientation (1 to 8, TIFF 6.0 tag 274).</summary>
    internal ColorImage Upright(int orientation)
    {
        if (orientation is <= 1 or > 8)
            return this;
        var swapped = orientation >= 5;
        var upright = swapped
            ? new ColorImage(Height, Width, SourceHeight, SourceWidth)
            : new ColorImage(Width, Height, SourceWidth, SourceHeight);
        upright.Alpha = Alpha is null ? null : new byte[Alpha.Length];
        for (var y = 0; y < upright.Height; y++)
        {
            for (var x = 0; x < upright.Width; x++)
            {
                (var fromX, var fromY) = Origin(orientation, x, y);
                var from = (fromY * Width) + fromX;
                var to = (y * upright.Width) + x;
                Rgb.AsSpan(from * 3, 3).CopyTo(upright.Rgb.AsSpan(to * 3, 3));
                if (Alpha is not null)
                    upright.Alpha![to] = Alpha[from];
            }
        }

        return upright;
    }

    /// <summary>Where the upright pixel (x, y) lies in the picture as stored.</summary>
    private (int X, int Y) Origin(int orientation, int x, int y) => orientation switch
    {
        2 => (Width - 1 - x, y),
        3 => (Width - 1 - x, Height - 1 - y),
        4 => (x, Height - 1 - y),
        5 => (y, x),
        6 => (y, Height - 1 - x),
        7 => (Width - 1 - y, Height - 1 - x),
        _ => (Width - 1 - y, x),
    };
}
