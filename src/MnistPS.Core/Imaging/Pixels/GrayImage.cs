using MnistPS.Data;

namespace MnistPS.Imaging.Pixels;

/// <summary>A grey picture: one value in [0, 1] per pixel, 0 black, 1 white, row by row from the top.</summary>
public sealed class GrayImage
{
    /// <summary>Makes a picture of the pixels given; the array is kept, not copied.</summary>
    /// <param name="width">Width in pixels, at least 1.</param>
    /// <param name="height">Height in pixels, at least 1.</param>
    /// <param name="pixels">width × height values in [0, 1], row-major.</param>
    /// <exception cref="ArgumentOutOfRangeException">A side is less than 1.</exception>
    /// <exception cref="ArgumentException">The number of pixels is not width × height.</exception>
    public GrayImage(int width, int height, float[] pixels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentNullException.ThrowIfNull(pixels);
        if (pixels.Length != width * height)
            throw new ArgumentException($"A {width}×{height} picture has {width * height} pixels, but {pixels.Length} came.", nameof(pixels));
        Width = width;
        Height = height;
        Pixels = pixels;
        SourceWidth = width;
        SourceHeight = height;
    }

    internal GrayImage(int width, int height)
        : this(width, height, new float[width * height])
    {
    }

    /// <summary>Width in pixels.</summary>
    public int Width { get; }

    /// <summary>Height in pixels.</summary>
    public int Height { get; }

    /// <summary>The values in [0, 1], row-major: pixel (x, y) is at y × Width + x.</summary>
    public float[] Pixels { get; }

    /// <summary>The file it was read from; null for a picture made in memory.</summary>
    public string? Path { get; init; }

    /// <summary>Width of the original, upright, before it was scaled down while reading.</summary>
    public int SourceWidth { get; init; }

    /// <summary>Height of the original, upright, before it was scaled down while reading.</summary>
    public int SourceHeight { get; init; }

    /// <summary>Makes a picture of bytes, 0 black to 255 white.</summary>
    /// <param name="width">Width in pixels.</param>
    /// <param name="height">Height in pixels.</param>
    /// <param name="bytes">width × height bytes, row-major.</param>
    /// <returns>The picture with values in [0, 1].</returns>
    public static GrayImage FromBytes(int width, int height, ReadOnlySpan<byte> bytes)
    {
        var pixels = new float[bytes.Length];
        for (var i = 0; i < pixels.Length; i++)
            pixels[i] = bytes[i] / 255f;
        return new GrayImage(width, height, pixels);
    }

    /// <summary>Makes a picture of an array of numbers.</summary>
    /// <param name="pixels">The array; its numbers are kept, not copied.</param>
    /// <returns>The picture.</returns>
    public static GrayImage FromPixels(PixelArray pixels)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        return new GrayImage(pixels.Width, pixels.Height, pixels.Values);
    }

    /// <summary>The pixels as bytes, 0 black to 255 white; values outside [0, 1] are clipped.</summary>
    /// <returns>Width × Height bytes, row-major.</returns>
    public byte[] ToBytes()
    {
        var bytes = new byte[Pixels.Length];
        for (var i = 0; i < bytes.Length; i++)
            bytes[i] = (byte)MathF.Round(Math.Clamp(Pixels[i], 0f, 1f) * 255f);
        return bytes;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Width}×{Height}";

    internal float this[int x, int y]
    {
        get => Pixels[(y * Width) + x];
        set => Pixels[(y * Width) + x] = value;
    }

    internal int LongestSide => Math.Max(Width, Height);

    internal Span<float> Row(int y) => Pixels.AsSpan(y * Width, Width);

    /// <summary>Other pixels of the same original.</summary>
    /// <param name="width">Width in pixels.</param>
    /// <param name="height">Height in pixels.</param>
    /// <param name="pixels">width × height values.</param>
    /// <returns>The picture; it knows the file and the size of the original.</returns>
    internal GrayImage WithPixels(int width, int height, float[] pixels) => new(width, height, pixels)
    {
        Path = Path,
        SourceWidth = SourceWidth,
        SourceHeight = SourceHeight,
    };

    /// <summary>A box in these pixels, expressed in pixels of the original.</summary>
    internal PixelBox ToSource(PixelBox box)
    {
        var scaled = box.Scale((double)SourceWidth / Width, (double)SourceHeight / Height);
        return PixelBox.FromEdges(scaled.X, scaled.Y, Math.Min(scaled.Right, SourceWidth), Math.Min(scaled.Bottom, SourceHeight));
    }
}
