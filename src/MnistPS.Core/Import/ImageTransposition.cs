namespace MnistPS.Import;

/// <summary>Exchanges rows and columns of images.</summary>
internal static class ImageTransposition
{
    /// <summary>Exchanges them in place.</summary>
    /// <param name="pixels">Images one after the other.</param>
    /// <param name="height">Rows of an image before.</param>
    /// <param name="width">Columns of an image before.</param>
    internal static void Apply(Span<byte> pixels, int height, int width)
    {
        var before = new byte[height * width];
        for (; !pixels.IsEmpty; pixels = pixels[before.Length..])
        {
            pixels[..before.Length].CopyTo(before);
            for (var i = 0; i < before.Length; i++)
                pixels[(i % width * height) + (i / width)] = before[i];
        }
    }
}
