namespace MnistPS.Imaging.Reading;

/// <summary>An image cannot be read, or holds nothing that could be a digit.</summary>
/// <remarks>
/// <see cref="MnistPSException.ErrorId"/> is one of ImageEmpty, ImageNotRecognized, ImageTruncated, ImageDamaged, ImageTooLarge,
/// ImageTooSmall and ImageBlank.
/// </remarks>
public sealed class ImageFormatException : MnistPSException
{
    internal ImageFormatException(string errorId, string? path, string message)
        : base(errorId, ErrorKind.InvalidData, message) => Path = path;

    /// <summary>The file that it is about; null for a stream or a picture made in memory.</summary>
    public string? Path { get; }

    internal static string NameOf(string? path) => path is null ? "The image" : $"'{path}'";
}
