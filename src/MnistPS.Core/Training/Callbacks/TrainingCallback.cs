using MnistPS.Training.Checkpoints;

namespace MnistPS.Training.Callbacks;

/// <summary>
/// Something that happens at set moments of a training and is no part of learning itself: Keras's <c>Callback</c>. What it
/// remembers from epoch to epoch it saves into checkpoints and takes back from them.
/// </summary>
internal abstract class TrainingCallback
{
    /// <summary>The training begins, or goes on after <see cref="Restore"/>.</summary>
    /// <param name="progress">How far it is.</param>
    internal virtual void TrainingBegin(TrainingProgress progress)
    {
    }

    /// <summary>An epoch begins.</summary>
    /// <param name="progress">How far the training is.</param>
    internal virtual void EpochBegin(TrainingProgress progress)
    {
    }

    /// <summary>A batch is about to be learned from.</summary>
    /// <param name="progress">How far the training is; the batch is not counted yet.</param>
    internal virtual void BatchBegin(TrainingProgress progress)
    {
    }

    /// <summary>A batch has been learned from.</summary>
    /// <param name="progress">How far the training is; the batch is counted.</param>
    internal virtual void BatchEnd(TrainingProgress progress)
    {
    }

    /// <summary>All batches of an epoch are done; what is measured now is the model as it would be used.</summary>
    internal virtual void ValidationBegin()
    {
    }

    /// <summary>An epoch is done.</summary>
    /// <param name="progress">How far the training is; it can be stopped there.</param>
    /// <param name="record">What the epoch brought.</param>
    internal virtual void EpochEnd(TrainingProgress progress, EpochRecord record)
    {
    }

    /// <summary>The training has ended by itself.</summary>
    internal virtual void TrainingEnd()
    {
    }

    /// <summary>Puts what is remembered into a checkpoint.</summary>
    /// <param name="content">The checkpoint.</param>
    internal virtual void Save(CheckpointContent content)
    {
    }

    /// <summary>Takes over what is remembered of a training that was saved.</summary>
    /// <param name="checkpoint">The saved training, whose weights the model has.</param>
    internal virtual void Restore(Checkpoint checkpoint)
    {
    }

    /// <summary>However the training ends: the model has the weights, and the optimizer the rate, that it is used with.</summary>
    internal virtual void Close()
    {
    }
}
