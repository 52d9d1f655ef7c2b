using MnistPS.Data;
using MnistPS.Imaging.Pixels;

namespace MnistPS.Imaging;

/// <summary>One stage on the way from a picture to a digit as MNIST has them.</summary>
/// <param name="Name">A short name, such as <c>EvenLight</c>.</param>
/// <param name="Description">What was done and with which numbers.</param>
/// <param name="Image">The picture after this stage.</param>
public sealed record PreparationStep(string Name, string Description, GrayImage Image)
{
    /// <summary>Which stage it is, from 1.</summary>
    public int Number { get; init; }

    /// <summary>The file that the picture was read from; null for a picture made in memory.</summary>
    public string? Source { get; init; }

    /// <summary>Columns of pixels after this stage.</summary>
    public int Width => Image.Width;

    /// <summary>Rows of pixels after this stage.</summary>
    public int Height => Image.Height;

    /// <summary>The picture after this stage as bytes, 0 black to 255 white.</summary>
    /// <param name="longestSide">A picture with a longer side than this, in pixels, is scaled down to it.</param>
    /// <returns>The picture.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The longest side is less than 1.</exception>
    public DigitImage ToDigitImage(int longestSide = int.MaxValue)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(longestSide, 1);
        var small = Resampling.ShrinkTo(Image, longestSide);
        return new DigitImage(small.ToBytes(), small.Height, small.Width) { Source = Source };
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Number} {Name}, {Width}×{Height}";
}
