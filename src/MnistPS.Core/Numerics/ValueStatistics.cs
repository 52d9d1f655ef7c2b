using System.Numerics.Tensors;

namespace MnistPS.Numerics;

/// <summary>What many numbers are like, in a few.</summary>
public sealed class ValueStatistics
{
    /// <summary>Computes them.</summary>
    /// <param name="values">The numbers, at least one.</param>
    public ValueStatistics(ReadOnlySpan<float> values)
    {
        Minimum = TensorPrimitives.Min(values);
        Maximum = TensorPrimitives.Max(values);
        double sum = 0, squares = 0;
        foreach (var value in values)
        {
            sum += value;
            squares += (double)value * value;
        }

        Mean = sum / values.Length;
        Norm = Math.Sqrt(squares);

        // Around the mean, not Σx²/n − mean²: that loses all digits where the mean is far larger than the deviation.
        var deviations = 0.0;
        foreach (var value in values)
            deviations += (value - Mean) * (value - Mean);
        StandardDeviation = Math.Sqrt(deviations / values.Length);
    }

    /// <summary>The smallest.</summary>
    public float Minimum { get; }

    /// <summary>The largest.</summary>
    public float Maximum { get; }

    /// <summary>Σx / n.</summary>
    public double Mean { get; }

    /// <summary>√(Σ(x − mean)² / n).</summary>
    public double StandardDeviation { get; }

    /// <summary>The Euclidean length √Σx².</summary>
    public double Norm { get; }
}
