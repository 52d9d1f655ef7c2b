using System.Globalization;

namespace MnistPS.Metrics;

/// <summary>How well one class is told from the others.</summary>
public sealed class ClassMetrics
{
    internal ClassMetrics(int label, int count, int[,] confusion, string? name)
    {
        Label = label;
        Name = name ?? label.ToString(CultureInfo.InvariantCulture);
        Count = count;
        Correct = confusion[label, label];
        for (var other = 0; other < confusion.GetLength(0); other++)
            Predicted += confusion[other, label];
    }

    /// <summary>The label.</summary>
    public int Label { get; }

    /// <summary>What the class is called.</summary>
    public string Name { get; }

    /// <summary>Images of this class.</summary>
    public int Count { get; }

    /// <summary>Images that were read as this class.</summary>
    public int Predicted { get; }

    /// <summary>Images of this class that were read right.</summary>
    public int Correct { get; }

    /// <summary>Of the images read as this class, the share that is: correct / predicted. Not a number if there is none.</summary>
    public double Precision => (double)Correct / Predicted;

    /// <summary>Of the images of this class, the share read as such: correct / count. Not a number if there is none.</summary>
    public double Recall => (double)Correct / Count;

    /// <summary>Harmonic mean of precision and recall: 2·correct / (count + predicted).</summary>
    public double F1 => 2.0 * Correct / (Count + Predicted);

    /// <inheritdoc/>
    public override string ToString() => $"{Name}: precision {Precision:P1}, recall {Recall:P1}";
}
