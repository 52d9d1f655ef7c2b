using MnistPS.Numerics;

namespace MnistPS.Data;

/// <summary>One small grey image, light ink on a dark ground as in MNIST.</summary>
public class DigitImage
{
    /// <summary>Makes an image.</summary>
    /// <param name="pixels">Height × width bytes, row by row: 0 = background, 255 = ink.</param>
    /// <param name="height">Rows of pixels.</param>
    /// <param name="width">Columns of pixels.</param>
    public DigitImage(byte[] pixels, int height, int width)
    {
        if (pixels.Length != height * width)
            throw new ArgumentException($"{height}×{width} pixels were announced, {pixels.Length} given.", nameof(pixels));
        Pixels = pixels;
        Shape = new Shape(height, width);
    }

    /// <summary>The pixels, row by row: 0 = background, 255 = ink.</summary>
    public byte[] Pixels { get; }

    /// <summary>(height, width).</summary>
    public Shape Shape { get; }

    /// <summary>Rows of pixels.</summary>
    public int Height => Shape[0];

    /// <summary>Columns of pixels.</summary>
    public int Width => Shape[1];

    /// <summary>What it shows, where that is known.</summary>
    public int? Label { get; init; }

    /// <summary>Its number in the dataset that it comes from, from 0.</summary>
    public int? Index { get; init; }

    /// <summary>Where it comes from: a file, a dataset.</summary>
    public string? Source { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Label is null ? $"{Height}×{Width}" : $"{Height}×{Width}, label {Label}";
}
