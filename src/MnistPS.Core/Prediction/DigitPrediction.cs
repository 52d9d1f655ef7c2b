using System.Globalization;
using System.Numerics.Tensors;
using MnistPS.Imaging.Pixels;

namespace MnistPS.Prediction;

/// <summary>What a model reads in an image.</summary>
public class DigitPrediction
{
    /// <summary>Makes it from the network's answer.</summary>
    /// <param name="probabilities">The probability of each digit, summing to 1.</param>
    public DigitPrediction(float[] probabilities)
    {
        Probabilities = probabilities;
        Digit = TensorPrimitives.IndexOfMax<float>(probabilities);
        Alternatives = probabilities
            .Select((probability, digit) => new RankedDigit(digit, probability))
            .OrderByDescending(ranked => ranked.Confidence)
            .Skip(1)
            .ToArray();
    }

    /// <summary>The likeliest digit.</summary>
    public int Digit { get; }

    /// <summary>Its probability in the eyes of the network, 0 to 1. Networks tend to be too sure.</summary>
    public float Confidence => Probabilities[Digit];

    /// <summary>The probability of each digit, 0 to 1.</summary>
    public IReadOnlyList<float> Probabilities { get; }

    /// <summary>The other digits, likeliest first.</summary>
    public IReadOnlyList<RankedDigit> Alternatives { get; }

    /// <summary>Where the image came from: a file, or the dataset.</summary>
    public string? Path { get; init; }

    /// <summary>Where in the picture the digit lies, in pixels of it; null for an image that was not searched.</summary>
    public PixelBox? BoundingBox { get; init; }

    /// <summary>Its number in the dataset, if it came from one.</summary>
    public int? Index { get; init; }

    /// <summary>What it shows, where that is known.</summary>
    public int? Label { get; init; }

    /// <summary>Whether the digit is the label; null where the label is not known.</summary>
    public bool? Correct => Label is null ? null : Label == Digit;

    /// <summary>The confidence that was asked for, 0 to 1.</summary>
    public double MinimumConfidence { get; init; }

    /// <summary>Whether the confidence is below what was asked for.</summary>
    public bool Doubtful => Confidence < MinimumConfidence;

    /// <summary>What about the image may have led the network astray.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    internal string Name => Digit.ToString(CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public override string ToString() => $"{Digit} ({Confidence:P1})";
}
