using MnistPS.Models;
using MnistPS.Numerics;
using MnistPS.Training.Checkpoints;

namespace MnistPS.Training.Callbacks;

/// <summary>
/// A moving average of the weights (Polyak and Juditsky 1992): after step t, counted from 1,
/// average += (1 − d)·(weights − average) with d = min(decay, (1 + t) / (10 + t)), as TensorFlow's
/// <c>ExponentialMovingAverage</c> with <c>num_updates</c>. Keras's <c>use_ema</c> has d = decay from the first step, so that
/// the random first weights are in the average for some 1 / (1 − decay) steps; here they are soon forgotten.
/// </summary>
/// <remarks>
/// Validation, checkpoints and the model at the end have the average. Moving statistics of batch normalization are averaged
/// along with the weights: they follow them with the same delay.
/// </remarks>
internal sealed class WeightAverageCallback : TrainingCallback
{
    private const string Prefix = "average_";

    private readonly double _decay;
    private readonly WorkerPool _pool;

    // The average; while that is in the model, the weights that are being trained.
    private readonly WeightCopy _other;
    private long _updates;
    private bool _isInModel;

    /// <summary>Begins with the weights that the model has.</summary>
    /// <param name="model">The model.</param>
    /// <param name="decay">The memory. Range: 0 to below 1.</param>
    /// <param name="pool">Who shares the work.</param>
    internal WeightAverageCallback(DenseModel model, double decay, WorkerPool pool) =>
        (_decay, _pool, _other) = (decay, pool, new WeightCopy(model));

    /// <inheritdoc/>
    internal override void EpochBegin(TrainingProgress progress) => Show(average: false);

    /// <inheritdoc/>
    internal override void BatchEnd(TrainingProgress progress)
    {
        _updates++;
        _other.Approach((float)(1 - DecayAt(_decay, _updates)), _pool);
    }

    /// <inheritdoc/>
    internal override void ValidationBegin() => Show(average: true);

    /// <inheritdoc/>
    internal override void Save(CheckpointContent content)
    {
        content.State = content.State with { AverageUpdates = _updates };
        content.Add(Prefix, _other.Values);
    }

    /// <inheritdoc/>
    internal override void Restore(Checkpoint checkpoint)
    {
        if (checkpoint.State.AverageUpdates == 0)
            return;
        CheckpointMatch.Copy(checkpoint, Prefix, _other.Values);
        (_updates, _isInModel) = (checkpoint.State.AverageUpdates, true);
    }

    /// <inheritdoc/>
    internal override void Close() => Show(average: true);

    /// <summary>The share of the average that a step leaves.</summary>
    internal static double DecayAt(double decay, long update) => Math.Min(decay, (1.0 + update) / (10 + update));

    private void Show(bool average)
    {
        if (average == _isInModel)
            return;
        _other.Exchange();
        _isInModel = average;
    }
}
