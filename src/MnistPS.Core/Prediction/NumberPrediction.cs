namespace MnistPS.Prediction;

/// <summary>What a model reads in a picture of several digits.</summary>
public sealed class NumberPrediction
{
    /// <summary>Makes it of the digits.</summary>
    /// <param name="digits">The digits in reading order.</param>
    /// <param name="maskDoubtful">Whether a question mark stands for a doubtful digit in the text.</param>
    public NumberPrediction(IReadOnlyList<LocatedDigit> digits, bool maskDoubtful = false)
    {
        Digits = digits;
        Lines = digits
            .GroupBy(digit => digit.Line, digit => maskDoubtful && digit.Doubtful ? "?" : digit.Name)
            .Select(line => string.Concat(line))
            .ToArray();
    }

    /// <summary>The file of the picture; null for a picture made in memory.</summary>
    public string? Path { get; init; }

    /// <summary>The digits in reading order: line by line from the top, in each line from the left.</summary>
    public IReadOnlyList<LocatedDigit> Digits { get; }

    /// <summary>The number on each line of the picture.</summary>
    public IReadOnlyList<string> Lines { get; }

    /// <summary>All digits in reading order, the lines separated by line feeds.</summary>
    public string Text => string.Join('\n', Lines);

    /// <summary>
    /// The confidence of the least sure of its digits, 0 to 1: a number is wrong if one digit is. 0 where there is no digit;
    /// null where the network answers without probabilities.
    /// </summary>
    public float? Confidence
    {
        get
        {
            if (Digits.Count == 0)
                return 0;
            return Digits.Any(digit => digit.Confidence is null) ? null : Digits.Min(digit => digit.Confidence);
        }
    }

    /// <summary>Whether any of its digits is doubtful.</summary>
    public bool Doubtful => Digits.Any(digit => digit.Doubtful);

    /// <summary>What about the picture may have led the network astray, each said once.</summary>
    public IReadOnlyList<string> Warnings => Digits.SelectMany(digit => digit.Warnings).Distinct().ToArray();

    /// <inheritdoc/>
    public override string ToString() => Text;
}
