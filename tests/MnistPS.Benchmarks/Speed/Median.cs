namespace MnistPS.Benchmarks.Speed;

/// <summary>The number in the middle, which a single slow round does not move.</summary>
internal static class Median
{
    /// <summary>The median; of an even number of numbers, the mean of the two in the middle.</summary>
    /// <param name="numbers">At least one number.</param>
    internal static double Of(IReadOnlyCollection<double> numbers)
    {
        double[] sorted = [.. numbers.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
