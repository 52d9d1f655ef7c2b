using MnistPS.Imaging.Reading;

namespace MnistPS.Imaging.Pixels;

/// <summary>The smallest picture in which a digit can be told.</summary>
internal static class ImageSize
{
    private const int SmallestHeight = 8;
    private const int SmallestWidth = 3;

    public static void RefuseTooSmall(int width, int height, string? path)
    {
        if (Math.Min(width, height) < SmallestWidth || Math.Max(width, height) < SmallestHeight)
        {
            throw new ImageFormatException(
                "ImageTooSmall",
                path,
                $"{ImageFormatException.NameOf(path)} has {width}×{height} pixels, too few to show a digit. Use one of at least 20×20, better 100×100.");
        }
    }
}
