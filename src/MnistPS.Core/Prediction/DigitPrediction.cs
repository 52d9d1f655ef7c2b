using System.Globalization;
using MnistPS.Imaging.Pixels;

namespace MnistPS.Prediction;

/// <summary>What a model reads in an image.</summary>
public class DigitPrediction
{
    /// <summary>Makes it from the network's answer.</summary>
    /// <param name="answer">The answer.</param>
    public DigitPrediction(ModelAnswer answer)
    {
        Probabilities = answer.Probabilities ?? [];
        Digit = Ranking.First(answer.Scores);

        // An array: PowerShell cannot index the list that a collection expression makes.
        Alternatives = Ranking.Order(answer.Scores).Skip(1).Select(digit => new RankedDigit(digit, ProbabilityOf(digit))).ToArray();
    }

    /// <summary>The likeliest digit, of equally likely ones the lowest; null where the network answers NaN, not a number.</summary>
    public int? Digit { get; }

    /// <summary>
    /// Its probability in the eyes of the network, 0 to 1. Networks tend to be too sure. Null where the network answers
    /// without probabilities: its output layer ends in no softmax or sigmoid and its loss does not take logits, or it
    /// answers NaN.
    /// </summary>
    public float? Confidence => Digit is { } digit ? ProbabilityOf(digit) : null;

    /// <summary>The probability of each digit, 0 to 1; empty where the network answers without probabilities.</summary>
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

    /// <summary>Whether the confidence is below what was asked for, or unknown.</summary>
    public bool Doubtful => !(Confidence >= MinimumConfidence) || Probabilities.Any(float.IsNaN);

    /// <summary>What about the image may have led the network astray.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The digit as text; a question mark where there is none.</summary>
    internal string Name => Digit?.ToString(CultureInfo.InvariantCulture) ?? "?";

    /// <inheritdoc/>
    public override string ToString() => Confidence is null ? $"{Name} (no probability)" : $"{Name} ({Confidence:P1})";

    /// <summary>The probability of a digit.</summary>
    /// <param name="digit">The digit.</param>
    /// <returns>0 to 1; null where the network answers without probabilities.</returns>
    internal float? ProbabilityOf(int digit) =>
        digit < Probabilities.Count && !float.IsNaN(Probabilities[digit]) ? Probabilities[digit] : null;
}
