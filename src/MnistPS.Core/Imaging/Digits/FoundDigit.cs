using MnistPS.Imaging.Pixels;

namespace MnistPS.Imaging.Digits;

/// <summary>A digit found in a picture of several.</summary>
/// <param name="Line">The line of writing it stands on, from the top, counted from 0.</param>
/// <param name="Position">Its place in the line, from the left, counted from 0.</param>
/// <param name="Image">The digit in MNIST's form, with its place in the picture.</param>
public sealed record FoundDigit(int Line, int Position, PreparedImage Image)
{
    /// <summary>Where it lies in the original picture (upright), in pixels of it.</summary>
    public PixelBox Box => Image.BoundingBox;
}

/// <summary>Says how sure a classifier is that 784 bytes in MNIST's form are one digit.</summary>
/// <param name="pixels">784 bytes, 0 ground, 255 ink.</param>
/// <returns>The probability of the most likely digit, in [0, 1].</returns>
public delegate double DigitJudge(byte[] pixels);
