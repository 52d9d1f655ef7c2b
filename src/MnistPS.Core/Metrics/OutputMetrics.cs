using System.Numerics.Tensors;
using MnistPS.Layers;
using MnistPS.Losses;
using MnistPS.Numerics;

namespace MnistPS.Metrics;

/// <summary>Adds up loss and right answers of one output over batches.</summary>
public sealed class OutputMetrics
{
    private readonly Loss? _loss;
    private readonly int? _topK;

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
        CountAnswers(workspace.Output, targets);
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

    private void CountAnswers(Matrix output, Matrix targets)
    {
        for (var row = 0; row < output.Rows; row++)
        {
            var (answer, truth) = (output.Row(row).Length == 1)
                ? (output.Row(row)[0] > 0.5f ? 1 : 0, targets.Row(row)[0] > 0.5f ? 1 : 0)
                : (TensorPrimitives.IndexOfMax<float>(output.Row(row)), TensorPrimitives.IndexOfMax<float>(targets.Row(row)));
            if (answer == truth)
                Correct++;
            if (_topK is { } k && IsAmong(output.Row(row), truth, k))
                CorrectTopK++;
        }
    }

    private static bool IsAmong(ReadOnlySpan<float> probabilities, int truth, int k)
    {
        var larger = 0;
        foreach (var probability in probabilities)
        {
            if (probability > probabilities[truth])
                larger++;
        }

        return larger < k;
    }
}
