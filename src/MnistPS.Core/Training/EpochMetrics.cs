using MnistPS.Metrics;
using MnistPS.Models;

namespace MnistPS.Training;

/// <summary>Loss and right answers of all outputs of a model, and the penalty on large weights.</summary>
internal sealed class EpochMetrics
{
    private readonly DenseModel _model;
    private readonly IReadOnlyList<float>? _lossWeights;
    private double _penaltySum;
    private int _penalties;

    /// <summary>Makes a score of nothing yet.</summary>
    /// <param name="model">The model.</param>
    /// <param name="compilation">Its losses and metrics.</param>
    internal EpochMetrics(DenseModel model, Compilation compilation)
    {
        (_model, _lossWeights) = (model, compilation.LossWeights);
        Outputs = [.. compilation.Losses.Select(loss => new OutputMetrics(loss, compilation.TopK))];
    }

    /// <summary>The score of each output.</summary>
    internal OutputMetrics[] Outputs { get; }

    /// <summary>What is minimised: the weighted sum of the outputs' losses and the penalty on large weights.</summary>
    internal double Loss
    {
        get
        {
            var sum = _penalties > 0 ? _penaltySum / _penalties : 0;
            for (var i = 0; i < Outputs.Length; i++)
                sum += LossWeight(i) * Outputs[i].Loss;
            return sum;
        }
    }

    /// <summary>Share of right answers, the mean over the outputs.</summary>
    internal double Accuracy
    {
        get
        {
            var sum = 0.0;
            foreach (var output in Outputs)
                sum += output.Accuracy;
            return sum / Outputs.Length;
        }
    }

    /// <summary>Share of answers among the k likeliest, the mean over the outputs; null without a k.</summary>
    internal double? TopKAccuracy => Outputs[0].TopKAccuracy is null ? null : Outputs.Average(output => output.TopKAccuracy);

    /// <summary>The factor of an output's loss.</summary>
    /// <param name="output">Number of the output.</param>
    internal float LossWeight(int output) => _lossWeights?[output] ?? 1;

    /// <summary>Takes in the penalty of a batch.</summary>
    /// <param name="penalty">The penalty.</param>
    internal void AddPenalty(double penalty)
    {
        _penaltySum += penalty;
        _penalties++;
    }

    /// <summary>Begins anew.</summary>
    internal void Reset()
    {
        (_penaltySum, _penalties) = (0, 0);
        foreach (var output in Outputs)
            output.Reset();
    }

    /// <summary>What each output brought; null for a model with a single one.</summary>
    /// <param name="validation">The score on the validation samples, if there are any.</param>
    internal IReadOnlyList<OutputRecord>? Describe(EpochMetrics? validation)
    {
        if (Outputs.Length == 1)
            return null;

        // An array, since PowerShell takes an item out of those by its number.
        return Outputs.Select((score, i) => new OutputRecord
        {
            Name = _model.Outputs[i].Name!,
            Loss = score.Loss,
            Accuracy = score.Accuracy,
            TopKAccuracy = score.TopKAccuracy,
            ValidationLoss = validation?.Outputs[i].Loss,
            ValidationAccuracy = validation?.Outputs[i].Accuracy,
            ValidationTopKAccuracy = validation?.Outputs[i].TopKAccuracy,
        }).ToArray();
    }
}
