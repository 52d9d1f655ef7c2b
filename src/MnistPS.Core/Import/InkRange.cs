using System.Globalization;

namespace MnistPS.Import;

/// <summary>From which number on a pixel is full ink: 255, unless something else is said.</summary>
internal static class InkRange
{
    // Full ink is in every data set of digits. Where nothing reaches half of it, another number is meant: 1, 15, 16, 100.
    private const int PaleBelow = 128;

    /// <summary>Scales numbers from 0 to the maximum value to bytes.</summary>
    /// <param name="pixels">Numbers as they stand in a file; scaled in place.</param>
    /// <param name="path">The file.</param>
    /// <param name="options">Says which number is full ink.</param>
    /// <exception cref="MnistPSException">A number is above it (<c>PixelOutOfRange</c>).</exception>
    internal static void Scale(Span<byte> pixels, string path, ImportOptions options)
    {
        if (options.MaximumValue is not { } maximum)
            return;
        for (var i = 0; i < pixels.Length; i++)
        {
            if (pixels[i] > maximum)
                throw new MnistPSException(
                    "PixelOutOfRange",
                    ErrorKind.InvalidData,
                    string.Create(CultureInfo.InvariantCulture, $"'{path}' holds the pixel {pixels[i]}, and MaximumValue is {maximum}."));
            pixels[i] = (byte)Math.Round(pixels[i] / maximum * byte.MaxValue);
        }
    }

    /// <summary>Warns where 255 is taken for full ink, and no pixel comes near it.</summary>
    /// <param name="pixels">All pixels.</param>
    /// <param name="path">The file.</param>
    /// <param name="options">Says which number is full ink.</param>
    /// <param name="observer">Is warned.</param>
    internal static void WarnIfPale(ReadOnlySpan<byte> pixels, string path, ImportOptions options, IImportObserver? observer)
    {
        byte largest = 0;
        foreach (var pixel in pixels)
            largest = Math.Max(largest, pixel);
        if (options.MaximumValue is null && largest is > 0 and < PaleBelow)
            observer?.Warned(
                path,
                $"The largest pixel is {largest}, but 255 is taken for full ink: every pixel is divided by 255, so that the "
                + $"images are pale and a network hardly tells them from blank ones. If {largest} is full ink, import them "
                + $"with the maximum value {largest}.");
    }
}
