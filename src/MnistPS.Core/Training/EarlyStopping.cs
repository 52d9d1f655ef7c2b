namespace MnistPS.Training;

/// <summary>Stops when the monitored metric has stopped improving: Keras's <c>EarlyStopping</c>.</summary>
public sealed record EarlyStopping
{
    /// <summary>
    /// Epochs without improvement after which it stops; 0, like 1, stops at the first. Range: at least 0. Default: 0.
    /// </summary>
    public int Patience { get; init; }

    /// <summary>
    /// A change by at most this is no improvement, and the patience goes on running out. The best epoch is the best all the same
    /// (in Keras, only what is better by more than this counts as the best). Range: at least 0. Default: 0.
    /// </summary>
    public double MinimumDelta { get; init; }

    /// <summary>Epochs at the beginning in which nothing is awaited, and no patience runs out. Range: at least 0. Default: 0.</summary>
    public int StartFromEpoch { get; init; }

    /// <summary>
    /// A value of the metric that has to be improved on as well before the patience begins anew. Default: none.
    /// </summary>
    public double? Baseline { get; init; }

    /// <summary>
    /// Whether the model has the weights of its best epoch at the end, instead of those of the last one, even if the
    /// training was not stopped early. Default: false.
    /// </summary>
    public bool RestoreBestWeights { get; init; }

    /// <summary>Takes in an epoch.</summary>
    /// <param name="watch">What is remembered of the epochs before.</param>
    /// <param name="value">The value of the metric; not a number is never better.</param>
    /// <param name="higherIsBetter">Whether more is better.</param>
    /// <returns>What is remembered from now on.</returns>
    internal MetricWatch Next(MetricWatch watch, double value, bool higherIsBetter)
    {
        var improved = !double.IsNaN(value) && (watch.Best is not { } best || Improves(value, best, higherIsBetter));
        var next = watch.Next(value, improved);
        return improved && Baseline is { } baseline && !Improves(value, baseline, higherIsBetter)
            ? next with { Wait = watch.Wait + 1 }
            : next;
    }

    /// <summary>Whether the patience is at an end.</summary>
    /// <param name="watch">What is remembered.</param>
    /// <param name="epoch">Number of the last epoch.</param>
    internal bool IsOver(MetricWatch watch, int epoch) =>
        epoch > 1 && watch.Wait > 0 && !watch.Improved && watch.Wait >= Patience;

    internal void Check()
    {
        TrainingOptions.Check(Patience >= 0, nameof(Patience), Patience, "at least 0");
        TrainingOptions.Check(MinimumDelta >= 0, nameof(MinimumDelta), MinimumDelta, "at least 0");
        TrainingOptions.Check(StartFromEpoch >= 0, nameof(StartFromEpoch), StartFromEpoch, "at least 0");
        TrainingOptions.Check(Baseline is null || double.IsFinite(Baseline.Value), nameof(Baseline), Baseline ?? 0, "a finite number");
    }

    // Keras's order and precision, value − delta > reference in 32 bits: from 0.94 to 0.96 is no improvement by more than 0.02.
    private bool Improves(double value, double reference, bool higherIsBetter) => higherIsBetter
        ? (float)(value - MinimumDelta) > (float)reference
        : (float)(value + MinimumDelta) < (float)reference;
}
