using System.Numerics.Tensors;
using MnistPS.Layers;
using MnistPS.Losses;
using MnistPS.Models;
using MnistPS.Numerics;
using MnistPS.Prediction;

namespace MnistPS.Metrics;

/// <summary>Adds up loss and right answers of one output over batches.</summary>
public sealed class OutputMetrics
{
    private readonly Loss? _loss;
    private readonly int? _topK;
    private OutputReading? _reading;

    /// <summary>Makes a score of nothing yet.</summary>
    /// <param name="loss">The loss; null where only answers are counted.</param>
    /// <param name="topK">k of the top-k accuracy; null for none.</param>
    public OutputMetrics(Loss? loss, int? topK = null) => (_loss, _topK) = (loss, topK);

    /// <summary>Samples so far.</summary>
    public long Count { get; private set; }

    /// <summary>Mean loss; not a number without a loss.</summary>
    public double Loss => _loss is null ? double.NaN : LossSum / Count;

    /// <summary>Share of right answers, 0 to 1.</summary>
    public double Accuracy => (double)Correct / Count;

    /// <summary>Share of samples whose right answer is among the k likeliest; null without a k.</summary>
    public double? TopKAccuracy => _topK is null ? null : (double)CorrectTopK / Count;

    private double LossSum { get; set; }

    private long Correct { get; set; }

    private long CorrectTopK { get; set; }

    /// <summary>Begins anew.</summary>
    public void Reset() => (Count, LossSum, Correct, CorrectTopK) = (0, 0, 0, 0);

    /// <summary>Takes in a batch that has gone forward, and writes the gradient of its loss where the pass trains.</summary>
    /// <param name="workspace">The output's pass.</param>
    /// <param name="targets">(batch, units): what should have come out.</param>
    /// <param name="weights">A factor per sample; empty for 1 everywhere.</param>
    /// <param name="lossWeight">The factor of this output's loss in the sum that is minimised.</param>
    public void Add(LayerWorkspace workspace, Matrix targets, ReadOnlySpan<float> weights = default, float lossWeight = 1)
    {
        Count += workspace.Rows;
        CountAnswers(_reading ??= OutputReading.Of(workspace.Layer, _loss), workspace.Output, targets);
        if (_loss is null)
            return;

        // Another layer that reads from this output hands its gradient in at the output, not behind the activation.
        var gradient = workspace.OutputGradient;
        var onLogits = workspace.PreActivation != workspace.Output
            && !workspace.OutputIsMean
            && _loss.WorksOnLogitsOf(workspace.Layer.OutputActivation!)
            && !workspace.IsRead;
        LossSum += _loss.Evaluate(onLogits ? workspace.PreActivation : workspace.Output, onLogits, targets, weights, gradient);
        if (gradient is null)
            return;
        if (lossWeight != 1)
            TensorPrimitives.Multiply(gradient.Span, lossWeight, gradient.Span);
        workspace.GradientIsPastActivation = onLogits;
        workspace.ClaimGradient();
    }

    private void CountAnswers(OutputReading reading, Matrix output, Matrix targets)
    {
        Span<float> pair = stackalloc float[2];
        for (var row = 0; row < output.Rows; row++)
        {
            var place = Ranking.PlaceOf(reading.Scores(output.Row(row), pair), Math.Min(Truth(targets.Row(row)), reading.ClassCount - 1));
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
