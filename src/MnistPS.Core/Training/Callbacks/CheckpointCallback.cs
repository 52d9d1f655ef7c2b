using MnistPS.Models;
using MnistPS.Training.Checkpoints;

namespace MnistPS.Training.Callbacks;

/// <summary>
/// Saves the state of a training after an epoch: Keras's <c>ModelCheckpoint</c> and <c>BackupAndRestore</c> in one. After an
/// epoch whose loss is no finite number nothing is saved: the file keeps the last state that is worth going on from.
/// </summary>
/// <param name="model">The model.</param>
/// <param name="options">Where and when.</param>
/// <param name="begin">Makes the content that the callbacks add to.</param>
/// <param name="callbacks">All callbacks of the training.</param>
/// <param name="best">Knows the best epoch.</param>
internal sealed class CheckpointCallback(
    DenseModel model,
    CheckpointOptions options,
    Func<CheckpointContent> begin,
    CallbackList callbacks,
    BestEpochCallback best) : TrainingCallback
{
    /// <inheritdoc/>
    internal override void EpochEnd(TrainingProgress progress, EpochRecord record)
    {
        if (double.IsFinite(record.Loss) && (options.Mode == CheckpointMode.EveryEpoch || best.IsLast))
            Save(options.PathOf(record.Epoch));
    }

    private void Save(string path)
    {
        var content = begin();
        callbacks.Save(content);

        // The model in the file is to have the rate that it was compiled with, not the last one of a schedule.
        var optimizer = model.Compilation!.Optimizer;
        var rate = optimizer.LearningRate;
        optimizer.LearningRate = content.State.BaseRate;
        try
        {
            CheckpointFile.Save(path, model, content);
        }
        finally
        {
            optimizer.LearningRate = rate;
        }
    }
}
