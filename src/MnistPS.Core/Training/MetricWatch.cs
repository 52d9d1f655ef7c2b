namespace MnistPS.Training;

/// <summary>Remembers the best value of a metric and for how many epochs there was none better.</summary>
internal sealed record MetricWatch
{
    /// <summary>The best value; null before the first epoch.</summary>
    public double? Best { get; init; }

    /// <summary>Epochs since the best one.</summary>
    public int Wait { get; init; }

    /// <summary>Whether the last value was the best so far.</summary>
    public bool Improved { get; init; }

    /// <summary>Takes in the value of another epoch.</summary>
    /// <param name="value">The value.</param>
    /// <param name="improved">Whether it counts as better than <see cref="Best"/>.</param>
    /// <returns>What is remembered from now on.</returns>
    internal MetricWatch Next(double value, bool improved) => improved
        ? new MetricWatch { Best = value, Improved = true }
        : this with { Wait = Wait + 1, Improved = false };
}
