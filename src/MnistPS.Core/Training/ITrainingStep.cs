namespace MnistPS.Training;

/// <summary>One step of training, whichever engine computes it: a batch is learned from, and the weights of the model change.</summary>
public interface ITrainingStep : IDisposable
{
    /// <summary>Begins an epoch.</summary>
    /// <param name="epoch">Its number, from 1.</param>
    void Begin(int epoch);

    /// <summary>Learns from a batch: afterwards the model has its new weights, and the metrics know the batch.</summary>
    /// <param name="indices">The samples of the batch.</param>
    void Run(ReadOnlySpan<int> indices);
}
