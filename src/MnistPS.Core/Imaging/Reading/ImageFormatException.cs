namespace MnistPS.Imaging.Reading;

/// <summary>An image cannot be read, or holds nothing that could be a digit.</summary>
/// <remarks>
/// <see cref="MnistPSException.ErrorId"/> is one of ImageEmpty, ImageNotRecognized, ImageTruncated, ImageDamaged, ImageTooLarge,
/// ImageTooSmall, ImageBlank and ImageSpeckled.
/// </remarks>
public sealed class ImageFormatException : MnistPSException
{
    internal ImageFormatException(string errorId, string? path, string message)
        : base(errorId, ErrorKind.InvalidData, message) => Path = path;

    /// <summary>The file that it is about; null for a stream or a picture made in memory.</summary>
    public string? Path { get; }

    internal static string NameOf(string? path) => path is null ? "The image" : $"'{path}'";

    internal static ImageFormatException TooLarge(string? path, string reason) => new(
        "ImageTooLarge", path, $"{NameOf(path)} {reason}. Scale it down, or crop it to the digits.");

    internal static ImageFormatException Blank(string? path) => new(
        "ImageBlank",
        path,
        $"{NameOf(path)} seems blank: nothing stands out from the ground. Draw the digit darker, or take the picture closer.");

    internal static ImageFormatException Speckled(string? path, int pieces, int most) => new(
        "ImageSpeckled",
        path,
        $"{NameOf(path)} falls apart into {pieces:N0} pieces of ink, and at most {most:N0} are looked at: it looks like noise, "
        + "a texture or a dithered print, and not like digits. Crop it to the digits, or take it in grey instead of black and "
        + "white, or smooth it.");

    internal static ImageFormatException SpecksOnly(string? path, int pieces, int height) => new(
        "ImageSpeckled",
        path,
        $"{NameOf(path)} holds {pieces:N0} specks about {height} pixels high: that is too small to be digits. It looks like noise "
        + "or a texture. Crop it to the digits, or take it closer.");
}
