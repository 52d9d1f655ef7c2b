using System.Diagnostics;

namespace MnistPS.Training;

/// <summary>How far a training is.</summary>
public sealed class TrainingProgress
{
    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly int _epochsBefore;

    internal TrainingProgress(EpochMetrics score, int epochsBefore, int epochs, int batches)
    {
        (Score, _epochsBefore, Epochs, Batches) = (score, epochsBefore, epochs, batches);
        Epoch = epochsBefore;
    }

    /// <summary>The epoch at work, from 1.</summary>
    public int Epoch { get; private set; }

    /// <summary>The last epoch.</summary>
    public int Epochs { get; }

    /// <summary>Batches done in this epoch.</summary>
    public int Batch { get; internal set; }

    /// <summary>Batches in an epoch.</summary>
    public int Batches { get; }

    /// <summary>Mean loss so far in this epoch.</summary>
    public double Loss => Score.Loss;

    /// <summary>Share of right answers so far in this epoch, 0 to 1.</summary>
    public double Accuracy => Score.Accuracy;

    /// <summary>Share of the whole training that is done, 0 to 1.</summary>
    public double Done => BatchesDone / ((double)Batches * (Epochs - _epochsBefore));

    /// <summary>Time since the training began.</summary>
    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(_started);

    /// <summary>Time that the rest will take if it goes on as before.</summary>
    public TimeSpan Remaining => Done > 0 ? Elapsed * ((1 - Done) / Done) : TimeSpan.Zero;

    /// <summary>What the epoch has brought so far.</summary>
    internal EpochMetrics Score { get; }

    /// <summary>Why the training is to end; null while it is to go on.</summary>
    internal StopReason? StopReason { get; private set; }

    /// <summary>Begins the next epoch.</summary>
    internal void BeginEpoch()
    {
        Epoch++;
        Batch = 0;
        Score.Reset();
    }

    /// <summary>Ends the training; the last one who asks for it gives the reason.</summary>
    /// <param name="reason">The reason.</param>
    internal void Stop(StopReason reason) => StopReason = reason;

    private double BatchesDone => ((Epoch - _epochsBefore - 1) * (double)Batches) + Batch;
}
