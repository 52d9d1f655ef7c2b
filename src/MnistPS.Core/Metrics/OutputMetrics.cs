using System.Numerics.Tensors;
using MnistPS.Models;
using MnistPS.Numerics;
using MnistPS.Prediction;

namespace MnistPS.Metrics;

/// <summary>Adds up loss and right answers of one output over batches.</summary>
public sealed class OutputMetrics
{
    private readonly int? _topK;
    private readonly OutputReading _reading;

    /// <summary>Makes metrics of nothing yet.</summary>
    /// <param name="reading">How the output is read.</param>
    /// <param name="topK">k of the top-k accuracy; null for none.</param>
    internal OutputMetrics(OutputReading reading, int? topK = null) => (_reading, _topK) = (reading, topK);

    /// <summary>Samples so far.</summary>
    public long Count { get; private set; }

    /// <summary>Mean loss; not a number without a loss.</summary>
    public double Loss => LossSum / Count;

    /// <summary>Share of right answers, 0 to 1.</summary>
    public double Accuracy => (double)Correct / Count;

    /// <summary>Share of samples whose right answer is among the k likeliest; null without a k.</summary>
    public double? TopKAccuracy => _topK is null ? null : (double)CorrectTopK / Count;

    private double LossSum { get; set; }

    private long Correct { get; set; }

    private long CorrectTopK { get; set; }

    /// <summary>Begins anew.</summary>
    public void Reset() => (Count, LossSum, Correct, CorrectTopK) = (0, 0, 0, 0);

    /// <summary>Takes in a batch.</summary>
    /// <param name="outputs">(batch, units): what came out.</param>
    /// <param name="targets">(batch, units): what should have come out.</param>
    /// <param name="lossSum">Sum of the samples' losses; not a number without a loss.</param>
    public void Add(Matrix outputs, Matrix targets, double lossSum)
    {
        Count += outputs.Rows;
        LossSum += lossSum;
        CountAnswers(outputs, targets);
    }

    private void CountAnswers(Matrix output, Matrix targets)
    {
        Span<float> pair = stackalloc float[2];
        for (var row = 0; row < output.Rows; row++)
        {
            var place = Ranking.PlaceOf(_reading.Scores(output.Row(row), pair), Math.Min(Truth(targets.Row(row)), _reading.ClassCount - 1));
            if (place == 0)
                Correct++;
            if (place < _topK)
                CorrectTopK++;
        }
    }

    // A single unit has the label itself for its target, 0 or 1.
    private static int Truth(ReadOnlySpan<float> target) => target.Length == 1
        ? (target[0] > 0.5f ? 1 : 0)
        : TensorPrimitives.IndexOfMax(target);
}
