using MnistPS.Losses;
using MnistPS.Metrics;
using MnistPS.Models;

namespace MnistPS.Training;

/// <summary>Loss and right answers of all outputs of a model, and the penalty on large weights.</summary>
internal sealed class EpochMetrics
{
    private readonly DenseModel _model;
    private readonly IReadOnlyList<OutputLoss> _losses;
    private double _penaltySum;

    /// <summary>Makes a score of nothing yet.</summary>
    /// <param name="model">The model.</param>
    /// <param name="compilation">Its losses and metrics.</param>
    internal EpochMetrics(DenseModel model, Compilation compilation)
    {
        (_model, _losses) = (model, compilation.OutputLosses);
        Outputs = [.. _losses.Select((_, i) => new OutputMetrics(OutputReading.Of(model, i), compilation.TopK))];
    }

    /// <summary>The score of each output.</summary>
    internal OutputMetrics[] Outputs { get; }

    /// <summary>What is minimised: the weighted sum of the outputs' losses and the penalty on large weights.</summary>
    internal double Loss
    {
        get
        {
            var sum = _penaltySum / Outputs[0].Count;
            for (var i = 0; i < Outputs.Length; i++)
                sum += _losses[i].Factor * Outputs[i].Loss;
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

    /// <summary>Takes in the penalty of a batch, which counts by the batch's size, as all that a batch brings (Keras too).</summary>
    /// <param name="penalty">The penalty.</param>
    /// <param name="samples">Samples in the batch.</param>
    internal void AddPenalty(double penalty, int samples) => _penaltySum += penalty * samples;

    /// <summary>Begins anew.</summary>
    internal void Reset()
    {
        _penaltySum = 0;
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
