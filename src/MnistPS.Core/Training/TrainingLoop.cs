using MnistPS.Training.Callbacks;

namespace MnistPS.Training;

/// <summary>Goes through the samples batch by batch: what a training and a learning-rate range test have in common.</summary>
/// <param name="step">Learns from a batch.</param>
/// <param name="order">The order of the samples.</param>
/// <param name="callbacks">What happens besides.</param>
internal sealed class TrainingLoop(ITrainingStep step, EpochOrder order, CallbackList callbacks)
{
    /// <summary>Does the next epoch, or as much of it as nobody stops.</summary>
    /// <param name="progress">How far the training is.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    internal void RunEpoch(TrainingProgress progress, CancellationToken cancellation)
    {
        progress.BeginEpoch();
        order.Begin(progress.Epoch);
        step.Begin(progress.Epoch);
        callbacks.EpochBegin(progress);
        while (progress.StopReason is null && progress.Batch < order.Batches)
        {
            cancellation.ThrowIfCancellationRequested();
            callbacks.BatchBegin(progress);
            step.Run(order[progress.Batch]);
            progress.Batch++;
            callbacks.BatchEnd(progress);
        }
    }
}
