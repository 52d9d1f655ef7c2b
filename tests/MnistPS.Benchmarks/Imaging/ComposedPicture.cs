namespace MnistPS.Benchmarks.Imaging;

/// <summary>A picture that the composer made.</summary>
/// <param name="Encoded">The file's bytes, PNG or JPEG.</param>
/// <param name="Width">Width in pixels.</param>
/// <param name="Height">Height in pixels.</param>
/// <param name="Description">What was drawn on what, for the report of failures.</param>
public sealed record ComposedPicture(byte[] Encoded, int Width, int Height, string Description);
