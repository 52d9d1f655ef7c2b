namespace MnistPS.Metrics;

/// <summary>
/// How far a network's confidence is from the truth: the expected calibration error Σ |Bₘ|/n · |acc(Bₘ) − conf(Bₘ)| over
/// bins Bₘ of answers with a confidence in ((m − 1)/M, m/M] (Guo et al. 2017, eq. 3, with their M = 15).
/// </summary>
internal sealed class CalibrationTally
{
    /// <summary>Number of bins, M.</summary>
    internal const int BinCount = 15;

    private readonly int[] _counts = new int[BinCount];
    private readonly int[] _correct = new int[BinCount];
    private readonly double[] _confidence = new double[BinCount];
    private bool _isKnown = true;

    /// <summary>The error, 0 to 1; null where an answer had no probability, or none has come yet.</summary>
    internal double? Error
    {
        get
        {
            var bins = Bins.Where(bin => bin.Count > 0).ToList();
            return bins.Count == 0
                ? null
                : bins.Sum(bin => bin.Count * Math.Abs(bin.Accuracy - bin.Confidence)) / bins.Sum(bin => bin.Count);
        }
    }

    /// <summary>The bins; none where an answer had no probability.</summary>
    internal IReadOnlyList<CalibrationBin> Bins => _isKnown ? Enumerable.Range(0, BinCount).Select(Bin).ToArray() : [];

    /// <summary>Takes in an answer.</summary>
    /// <param name="confidence">Its probability in the eyes of the network, 0 to 1.</param>
    /// <param name="isCorrect">Whether it is right.</param>
    internal void Add(float confidence, bool isCorrect)
    {
        var bin = Math.Clamp((int)MathF.Ceiling(confidence * BinCount) - 1, 0, BinCount - 1);
        _counts[bin]++;
        _confidence[bin] += confidence;
        if (isCorrect)
            _correct[bin]++;
    }

    /// <summary>Takes in an answer without a probability: there is no error then.</summary>
    internal void AddUnknown() => _isKnown = false;

    private CalibrationBin Bin(int index) => new(
        (double)index / BinCount,
        (index + 1.0) / BinCount,
        _counts[index],
        _confidence[index] / _counts[index],
        (double)_correct[index] / _counts[index]);
}
