namespace MnistPS.Training;

/// <summary>The numbers of an epoch that can be watched, to stop, to keep the best or to make smaller steps.</summary>
public enum MonitoredMetric
{
    /// <summary>Mean loss on the validation samples; less is better.</summary>
    ValidationLoss,

    /// <summary>Share of right answers on the validation samples; more is better.</summary>
    ValidationAccuracy,

    /// <summary>Mean loss over the epoch's batches; less is better.</summary>
    Loss,

    /// <summary>Share of right answers over the epoch's batches; more is better.</summary>
    Accuracy,
}

/// <summary>Reads a <see cref="MonitoredMetric"/> from a record.</summary>
internal static class MonitoredMetrics
{
    internal static bool HigherIsBetter(this MonitoredMetric metric) =>
        metric is MonitoredMetric.Accuracy or MonitoredMetric.ValidationAccuracy;

    internal static bool NeedsValidation(this MonitoredMetric metric) =>
        metric is MonitoredMetric.ValidationLoss or MonitoredMetric.ValidationAccuracy;

    /// <summary>Whether a value is better than the best so far; not a number never is.</summary>
    internal static bool IsBetter(this MonitoredMetric metric, double value, double? best) => best is null
        ? !double.IsNaN(value)
        : metric.HigherIsBetter() ? value > best : value < best;

    /// <summary>The value of an epoch; not a number where a loss of the epoch is none, whatever the metric: it is never the best.</summary>
    internal static double Read(this MonitoredMetric metric, EpochRecord record) => metric switch
    {
        _ when !double.IsFinite(record.Loss) || !double.IsFinite(record.ValidationLoss ?? 0) => double.NaN,
        MonitoredMetric.ValidationLoss => record.ValidationLoss!.Value,
        MonitoredMetric.ValidationAccuracy => record.ValidationAccuracy!.Value,
        MonitoredMetric.Loss => record.Loss,
        _ => record.Accuracy,
    };
}
