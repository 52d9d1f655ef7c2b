using MnistPS.Imaging.Pixels;

namespace MnistPS.Imaging.Reading;

/// <summary>The smallest picture in which a digit can be told.</summary>
internal static class ImageSize
{
    private const int SmallestHeight = 8;
    private const int SmallestWidth = 3;

    /// <summary>Refuses a picture that is too small, also one that is so narrow that scaled down it is.</summary>
    /// <param name="image">The picture, scaled down or not.</param>
    internal static void RefuseTooSmall(GrayImage image)
    {
        if (IsTooSmall(image.Width, image.Height))
            throw TooSmall(image.SourceWidth, image.SourceHeight, image.Path);
    }

    /// <summary>Refuses a picture that is too small.</summary>
    /// <param name="width">Width in pixels.</param>
    /// <param name="height">Height in pixels.</param>
    /// <param name="path">Where it lies; null for one made in memory.</param>
    internal static void RefuseTooSmall(int width, int height, string? path)
    {
        if (IsTooSmall(width, height))
            throw TooSmall(width, height, path);
    }

    private static bool IsTooSmall(int width, int height) =>
        Math.Min(width, height) < SmallestWidth || Math.Max(width, height) < SmallestHeight;

    private static ImageFormatException TooSmall(int width, int height, string? path) => new(
        "ImageTooSmall",
        path,
        $"{ImageFormatException.NameOf(path)} has {width}×{height} pixels, too few or too narrow to show a digit. Use one of at "
        + "least 20×20, better 100×100.");
}
