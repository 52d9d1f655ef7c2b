using MnistPS.Settings;

namespace MnistPS.Training;

/// <summary>Stops when the monitored metric has stopped improving: Keras's <c>EarlyStopping</c>.</summary>
[Configurable("early stopping", OutOfRange = "TrainingSettingOutOfRange")]
public sealed record EarlyStopping
{
    /// <summary>Never stops, and leaves the model with its last weights.</summary>
    public static readonly EarlyStopping Never = new() { Patience = int.MaxValue };

    /// <summary>
    /// Epochs without improvement after which it stops; 0, like 1, stops at the first. Range: at least 0. Default: 0.
    /// </summary>
    [Setting(nameof(Patience), AtLeast = 0)]
    public int Patience { get; init; }

    /// <summary>
    /// A change by at most this is no improvement, and the patience goes on running out. The best epoch is the best all the same
    /// (in Keras, only what is better by more than this counts as the best). Range: at least 0. Default: 0.
    /// </summary>
    [Setting(nameof(MinimumDelta), AtLeast = 0)]
    public double MinimumDelta { get; init; }

    /// <summary>Epochs at the beginning in which nothing is awaited, and no patience runs out. Range: at least 0. Default: 0.</summary>
    [Setting(nameof(StartFromEpoch), AtLeast = 0)]
    public int StartFromEpoch { get; init; }

    /// <summary>
    /// A value of the metric that has to be improved on as well before the patience begins anew. Default: none.
    /// </summary>
    [Setting(nameof(Baseline))]
    public double? Baseline { get; init; }

    /// <summary>
    /// Whether the model has the weights of its best epoch at the end, instead of those of the last one, even if the
    /// training was not stopped early. Default: false.
    /// </summary>
    [Setting(nameof(RestoreBestWeights))]
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

    // Keras's order and precision, value − delta > reference in 32 bits: from 0.94 to 0.96 is no improvement by more than 0.02.
    private bool Improves(double value, double reference, bool higherIsBetter) => higherIsBetter
        ? (float)(value - MinimumDelta) > (float)reference
        : (float)(value + MinimumDelta) < (float)reference;
}
