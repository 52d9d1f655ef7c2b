using MnistPS.Imaging;

namespace MnistPS.Prediction;

/// <summary>What a model reads in one of several digits of a picture, and where that digit lies.</summary>
/// <param name="answer">What the model answers.</param>
/// <param name="found">The digit as it was found.</param>
public sealed class LocatedDigit(ModelAnswer answer, FoundDigit found) : DigitPrediction(answer)
{
    /// <summary>The line of writing that it stands on, from the top, counted from 0.</summary>
    public int Line { get; } = found.Line;

    /// <summary>Its place in the line, from the left, counted from 0.</summary>
    public int Position { get; } = found.Position;

    /// <summary>The digit as the model has seen it: 28×28 pixels.</summary>
    public PreparedImage Image { get; } = found.Image;
}
