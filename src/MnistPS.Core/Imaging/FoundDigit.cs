using MnistPS.Imaging.Pixels;

namespace MnistPS.Imaging;

/// <summary>A digit found in a picture of several.</summary>
/// <param name="Line">The line of writing it stands on, from the top, counted from 0.</param>
/// <param name="Position">Its place in the line, from the left, counted from 0.</param>
/// <param name="Image">The digit in MNIST's form, with its place in the picture.</param>
public sealed record FoundDigit(int Line, int Position, PreparedImage Image)
{
    /// <summary>Where it lies in the original picture (upright), in pixels of it.</summary>
    public PixelBox Box => Image.BoundingBox;
}
