using System.Numerics.Tensors;

namespace MnistPS.Metrics;

/// <summary>
/// How far a network's confidence is from the truth: the expected calibration error Σ |Bₘ|/n · |acc(Bₘ) − conf(Bₘ)| over
/// bins Bₘ of answers with a confidence in ((m − 1)/M, m/M] (Guo et al. 2017, eq. 3, with their M = 15).
/// </summary>
internal sealed class CalibrationTally
{
    /// <summary>Number of bins, M.</summary>
    internal const int BinCount = 15;

    // How far the sum of a softmax in float32 may be from 1.
    private const float SumTolerance = 1e-3f;

    private readonly int[] _counts = new int[BinCount];
    private readonly int[] _correct = new int[BinCount];
    private readonly double[] _confidence = new double[BinCount];
    private bool _areProbabilities = true;

    /// <summary>The error, 0 to 1; null where the outputs are no probabilities, or none has come yet.</summary>
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

    /// <summary>The bins; none where the outputs are no probabilities.</summary>
    internal IReadOnlyList<CalibrationBin> Bins => _areProbabilities ? Enumerable.Range(0, BinCount).Select(Bin).ToArray() : [];

    /// <summary>Takes in one answer.</summary>
    /// <param name="outputs">The output for each class.</param>
    /// <param name="answer">The class with the largest one.</param>
    /// <param name="truth">What is right.</param>
    internal void Add(ReadOnlySpan<float> outputs, int answer, int truth)
    {
        _areProbabilities &= TensorPrimitives.Min(outputs) >= 0
            && Math.Abs(TensorPrimitives.Sum(outputs) - 1) <= SumTolerance;
        var confidence = outputs[answer];
        var bin = Math.Clamp((int)MathF.Ceiling(confidence * BinCount) - 1, 0, BinCount - 1);
        _counts[bin]++;
        _confidence[bin] += confidence;
        if (answer == truth)
            _correct[bin]++;
    }

    private CalibrationBin Bin(int index) => new(
        (double)index / BinCount,
        (index + 1.0) / BinCount,
        _counts[index],
        _confidence[index] / _counts[index],
        (double)_correct[index] / _counts[index]);
}
