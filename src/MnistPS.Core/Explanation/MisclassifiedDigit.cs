using MnistPS.Data;
using MnistPS.Prediction;

namespace MnistPS.Explanation;

/// <summary>An image that a model reads wrong.</summary>
public sealed class MisclassifiedDigit
{
    internal MisclassifiedDigit(DigitImage image, int label, ModelAnswer answer)
    {
        (Image, Label) = (image, label);
        Prediction = new DigitPrediction(answer) { Index = image.Index, Label = label, Path = image.Source };
    }

    /// <summary>The image.</summary>
    public DigitImage Image { get; }

    /// <summary>Its number in the dataset, from 0.</summary>
    public int Index => Image.Index ?? 0;

    /// <summary>What it shows.</summary>
    public int Label { get; }

    /// <summary>What the model reads; null where it answers NaN, not a number.</summary>
    public int? Digit => Prediction.Digit;

    /// <summary>Probability that the model gives to what it reads, 0 to 1; null where it answers without probabilities.</summary>
    public float? Confidence => Prediction.Confidence;

    /// <summary>
    /// Probability that the model gives to what the image shows, 0 to 1: the smaller, the worse. Null where it answers
    /// without probabilities.
    /// </summary>
    public float? LabelProbability => Prediction.ProbabilityOf(Label);

    /// <summary>All that the model says about the image.</summary>
    public DigitPrediction Prediction { get; }

    /// <summary>The image, so that it can be piped to whatever takes images.</summary>
    /// <param name="digit">What was read wrong.</param>
    public static implicit operator DigitImage(MisclassifiedDigit digit) => digit.Image;

    /// <summary>The prediction, so that it can be shown below the image.</summary>
    /// <param name="digit">What was read wrong.</param>
    public static implicit operator DigitPrediction(MisclassifiedDigit digit) => digit.Prediction;

    /// <inheritdoc/>
    public override string ToString() => $"#{Index}: {Label} read as {Prediction}";
}
