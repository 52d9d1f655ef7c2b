using MnistPS.Imaging;

namespace MnistPS.Prediction;

/// <summary>How a picture of several digits is read.</summary>
public sealed record NumberOptions
{
    /// <summary>How the digits are prepared.</summary>
    public PreparationOptions Preparation { get; init; } = new();

    /// <summary>Digits with a confidence below this, 0 to 1, are doubtful.</summary>
    public double MinimumConfidence { get; init; }

    /// <summary>Whether a question mark stands for a doubtful digit in the text.</summary>
    public bool MaskDoubtful { get; init; }

    /// <summary>Number of varied copies of each digit over which the probabilities are averaged. Range: 0 to 1000.</summary>
    public int Copies { get; init; }
}
