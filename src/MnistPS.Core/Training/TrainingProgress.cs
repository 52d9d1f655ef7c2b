using System.Diagnostics;

namespace MnistPS.Training;

/// <summary>How far a training is.</summary>
public sealed class TrainingProgress
{
    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly int _firstEpoch;

    internal TrainingProgress(EpochMetrics score, int firstEpoch, int epochs, int batches)
    {
        (Score, _firstEpoch, Epochs, Batches) = (score, firstEpoch, epochs, batches);
        Epoch = firstEpoch;
    }

    /// <summary>The epoch at work, from 1.</summary>
    public int Epoch { get; internal set; }

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
    public double Done => BatchesDone / ((double)Batches * (Epochs - _firstEpoch + 1));

    /// <summary>Time since the training began.</summary>
    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(_started);

    /// <summary>Time that the rest will take if it goes on as before.</summary>
    public TimeSpan Remaining => Done > 0 ? Elapsed * ((1 - Done) / Done) : TimeSpan.Zero;

    /// <summary>What the epoch has brought so far.</summary>
    internal EpochMetrics Score { get; }

    private double BatchesDone => ((Epoch - _firstEpoch) * (double)Batches) + Batch;
}
