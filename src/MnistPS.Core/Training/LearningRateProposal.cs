namespace MnistPS.Training;

/// <summary>What a learning-rate range test found.</summary>
public sealed class LearningRateProposal
{
    private const int SectionsOfAValley = 3;

    internal LearningRateProposal(IReadOnlyList<LearningRatePoint> points)
    {
        Points = points;
        Valley = points[FindValley(points)].LearningRate;
        Steepest = points[FindSteepest(points)].LearningRate;
    }

    /// <summary>
    /// The proposed rate: in the middle of the longest descent of the smoothed loss (fastai's <c>valley</c>).
    /// </summary>
    public double LearningRate => Valley;

    /// <summary>The rate in the middle of the longest descent.</summary>
    public double Valley { get; }

    /// <summary>The rate at which the smoothed loss falls fastest with the logarithm of the rate.</summary>
    public double Steepest { get; }

    /// <summary>All steps, with growing rate: the curve to look at.</summary>
    public IReadOnlyList<LearningRatePoint> Points { get; }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{LearningRate:G3}");

    // The longest falling subsequence, of which the middle of the middle third is taken, rounded down as fastai does.
    private static int FindValley(IReadOnlyList<LearningRatePoint> points)
    {
        var lengths = new int[points.Count];
        Array.Fill(lengths, 1);
        var end = 0;
        for (var i = 1; i < points.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (points[i].SmoothedLoss < points[j].SmoothedLoss && lengths[i] <= lengths[j])
                    lengths[i] = lengths[j] + 1;
            }

            if (lengths[i] > lengths[end])
                end = i;
        }

        var section = (double)lengths[end] / SectionsOfAValley;
        var start = Math.Max(end - lengths[end], 0);
        return Math.Min(start + (int)section + (int)(section / 2), points.Count - 1);
    }

    // Rates grow by the same factor from point to point: differences of losses are slopes by the logarithm.
    private static int FindSteepest(IReadOnlyList<LearningRatePoint> points)
    {
        var steepest = 0;
        var slope = double.PositiveInfinity;
        for (var i = 1; i < points.Count - 1; i++)
        {
            var difference = points[i + 1].SmoothedLoss - points[i - 1].SmoothedLoss;
            if (difference < slope)
                (steepest, slope) = (i, difference);
        }

        return steepest;
    }
}
