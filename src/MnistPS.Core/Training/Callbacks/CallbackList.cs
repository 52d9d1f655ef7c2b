using MnistPS.Training.Checkpoints;

namespace MnistPS.Training.Callbacks;

/// <summary>The callbacks of a training, called one after the other in their order.</summary>
internal sealed class CallbackList : TrainingCallback, IDisposable
{
    private readonly List<TrainingCallback> _callbacks = [];

    /// <summary>Adds a callback, to be called after those that are there.</summary>
    /// <typeparam name="T">Its class.</typeparam>
    /// <param name="callback">The callback.</param>
    /// <returns>The callback.</returns>
    internal T Add<T>(T callback)
        where T : TrainingCallback
    {
        _callbacks.Add(callback);
        return callback;
    }

    /// <inheritdoc/>
    internal override void TrainingBegin(TrainingProgress progress) => _callbacks.ForEach(callback => callback.TrainingBegin(progress));

    /// <inheritdoc/>
    internal override void EpochBegin(TrainingProgress progress) => _callbacks.ForEach(callback => callback.EpochBegin(progress));

    /// <inheritdoc/>
    internal override void BatchBegin(TrainingProgress progress)
    {
        foreach (var callback in _callbacks)
            callback.BatchBegin(progress);
    }

    /// <inheritdoc/>
    internal override void BatchEnd(TrainingProgress progress)
    {
        foreach (var callback in _callbacks)
            callback.BatchEnd(progress);
    }

    /// <inheritdoc/>
    internal override void ValidationBegin() => _callbacks.ForEach(callback => callback.ValidationBegin());

    /// <inheritdoc/>
    internal override void EpochEnd(TrainingProgress progress, EpochRecord record) =>
        _callbacks.ForEach(callback => callback.EpochEnd(progress, record));

    /// <inheritdoc/>
    internal override void TrainingEnd() => _callbacks.ForEach(callback => callback.TrainingEnd());

    /// <inheritdoc/>
    internal override void Save(CheckpointContent content) => _callbacks.ForEach(callback => callback.Save(content));

    /// <inheritdoc/>
    internal override void Restore(Checkpoint checkpoint) => _callbacks.ForEach(callback => callback.Restore(checkpoint));

    /// <inheritdoc/>
    internal override void Close() => _callbacks.ForEach(callback => callback.Close());

    /// <inheritdoc/>
    public void Dispose() => Close();
}
