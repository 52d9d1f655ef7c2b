namespace MnistPS.Training;

/// <summary>Is told how a training goes, on the thread that trains.</summary>
public interface ITrainingObserver
{
    /// <summary>A batch is done. It is called for each: what takes time should look at the clock first.</summary>
    /// <param name="progress">How far the training is. The same object each time.</param>
    void BatchDone(TrainingProgress progress);

    /// <summary>An epoch is done.</summary>
    /// <param name="record">What it brought.</param>
    /// <returns>Whether to go on.</returns>
    bool EpochDone(EpochRecord record);
}
