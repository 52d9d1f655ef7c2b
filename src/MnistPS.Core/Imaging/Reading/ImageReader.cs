using MnistPS.Imaging.Pixels;

namespace MnistPS.Imaging.Reading;

/// <summary>Reads pictures as grey: PNG, JPEG, BMP, GIF (first frame) and WebP.</summary>
/// <remarks>
/// The EXIF orientation is applied, transparency is laid over white, and pictures larger than the limit are scaled down while they
/// are decoded, so that a photo of a phone costs little time and memory.
/// </remarks>
public static class ImageReader
{
    /// <summary>The longest side, in pixels, to which larger pictures are scaled down unless the caller says otherwise.</summary>
    public const int DefaultLongestSide = 1280;

    /// <summary>Reads a file.</summary>
    /// <param name="path">Full path of the file.</param>
    /// <param name="longestSide">Pictures with a longer side than this, in pixels, are scaled down to it.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <returns>The picture in grey, upright.</returns>
    /// <exception cref="ImageFormatException">The file is empty, no image, damaged, too large or too small; see its ErrorId.</exception>
    /// <exception cref="MnistPSException">It is a pipe, a socket or a device (<c>FileNotRegular</c>).</exception>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    /// <exception cref="OperationCanceledException">The reading was stopped.</exception>
    public static GrayImage Read(
        string path, int longestSide = DefaultLongestSide, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentOutOfRangeException.ThrowIfLessThan(longestSide, 1);
        return GrayConversion.ToGray(Decode(path, longestSide, cancellation), path);
    }

    /// <summary>Reads a stream from its current position to its end; the stream stays open.</summary>
    /// <param name="stream">The encoded picture.</param>
    /// <param name="name">What to call it in messages and results; null for none.</param>
    /// <param name="longestSide">Pictures with a longer side than this, in pixels, are scaled down to it.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <returns>The picture in grey, upright.</returns>
    /// <exception cref="ImageFormatException">The stream is empty, no image, damaged, too large or too small; see its ErrorId.</exception>
    public static GrayImage Read(
        Stream stream,
        string? name = null,
        int longestSide = DefaultLongestSide,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentOutOfRangeException.ThrowIfLessThan(longestSide, 1);
        var data = EncodedImage.Load(stream, name, cancellation);
        return GrayConversion.ToGray(ImageDecoder.Decode(data, name, longestSide, cancellation), name);
    }

    /// <summary>Reads a file in its colours.</summary>
    /// <param name="path">Full path of the file.</param>
    /// <param name="longestSide">Pictures with a longer side than this, in pixels, are scaled down to it.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <returns>The picture, upright.</returns>
    internal static ColorImage Decode(string path, int longestSide, CancellationToken cancellation) =>
        ImageDecoder.Decode(EncodedImage.Load(path, cancellation), path, longestSide, cancellation);
}
