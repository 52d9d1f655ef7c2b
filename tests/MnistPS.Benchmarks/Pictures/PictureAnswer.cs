using MnistPS.Benchmarks.Imaging;

namespace MnistPS.Benchmarks.Pictures;

/// <summary>A picture and what was read in it.</summary>
/// <param name="Picture">The picture.</param>
/// <param name="Truth">The digits in it.</param>
/// <param name="Answer">The digits that were read, or the id of an error.</param>
/// <param name="Milliseconds">Time that it took, from the encoded bytes to the answer.</param>
internal sealed record PictureAnswer(ComposedPicture Picture, string Truth, string Answer, double Milliseconds)
{
    /// <summary>Whether all digits are right and none is missing.</summary>
    internal bool IsRight => Truth == Answer;
}
