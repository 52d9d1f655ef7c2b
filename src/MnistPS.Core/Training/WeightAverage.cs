using MnistPS.Models;
using MnistPS.Numerics;

namespace MnistPS.Training;

/// <summary>
/// A moving average of the weights (Polyak and Juditsky 1992): after each step average += (1 − d)·(weights − average) with
/// d = min(decay, (1 + t) / (10 + t)) at step t, from 1, so that the first random weights are soon forgotten.
/// </summary>
/// <remarks>
/// Moving statistics of batch normalization are averaged along with the weights: they follow them with the same delay.
/// </remarks>
internal sealed class WeightAverage
{
    private readonly double _decay;

    /// <summary>Begins with the weights that the model has.</summary>
    /// <param name="model">The model.</param>
    /// <param name="decay">The memory. Range: 0 to below 1.</param>
    internal WeightAverage(DenseModel model, double decay) => (_decay, Other) = (decay, new WeightCopy(model));

    /// <summary>Steps so far.</summary>
    internal long Updates { get; set; }

    /// <summary>The average; while that is in the model, the weights that are being trained.</summary>
    internal WeightCopy Other { get; }

    /// <summary>Whether the model has the average now.</summary>
    internal bool IsInModel { get; set; }

    /// <summary>Takes in the weights after a step.</summary>
    /// <param name="pool">Who shares the work.</param>
    internal void Update(WorkerPool pool)
    {
        Updates++;
        Other.Approach((float)(1 - DecayAt(_decay, Updates)), pool);
    }

    /// <summary>Gives the model the average, or the weights that are being trained.</summary>
    /// <param name="average">Which.</param>
    internal void Show(bool average)
    {
        if (average == IsInModel)
            return;
        Other.Exchange();
        IsInModel = average;
    }

    /// <summary>The share of the average that a step leaves.</summary>
    internal static double DecayAt(double decay, long update) => Math.Min(decay, (1.0 + update) / (10 + update));
}
