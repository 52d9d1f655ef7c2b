namespace MnistPS.Training.Schedules;

/// <summary>What is remembered of plateaus; a schedule itself never changes.</summary>
internal sealed record PlateauState
{
    /// <summary>The product of what plateaus have taken off the rate.</summary>
    public double Reduction { get; init; } = 1;

    /// <summary>The best value of the metric, and for how long there was none better.</summary>
    public MetricWatch Watch { get; init; } = new();

    /// <summary>Epochs in which no plateau is looked for, after the last reduction.</summary>
    public int Cooldown { get; init; }
}
