namespace MnistPS.Training;

/// <summary>Stops when the monitored metric has stopped improving: Keras's <c>EarlyStopping</c>.</summary>
public sealed record EarlyStopping
{
    /// <summary>
    /// Epochs without improvement after which it stops; 0, like 1, stops at the first. Range: at least 0. Default: 0.
    /// </summary>
    public int Patience { get; init; }

    /// <summary>A change by at most this is no improvement. Range: at least 0. Default: 0.</summary>
    public double MinimumDelta { get; init; }

    /// <summary>
    /// Whether the model has the weights of its best epoch at the end, instead of those of the last one, even if the
    /// training was not stopped early. Default: false.
    /// </summary>
    public bool RestoreBestWeights { get; init; }

    /// <summary>Whether to stop, being at <paramref name="watch"/>.</summary>
    internal bool IsOver(MetricWatch watch) => watch.Wait > 0 && watch.Wait >= Patience;

    internal void Check()
    {
        TrainingOptions.Check(Patience >= 0, nameof(Patience), Patience, "at least 0");
        TrainingOptions.Check(MinimumDelta >= 0, nameof(MinimumDelta), MinimumDelta, "at least 0");
    }
}
