namespace MnistPS.Benchmarks.Imaging;

/// <summary>A picture that the composer made.</summary>
/// <param name="Encoded">The file's bytes, PNG or JPEG.</param>
/// <param name="Style">What was drawn on what.</param>
internal sealed record ComposedPicture(byte[] Encoded, PictureStyle Style);
