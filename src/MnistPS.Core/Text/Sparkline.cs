using System.Numerics.Tensors;

namespace MnistPS.Text;

/// <summary>Many numbers as a line of small bars, to see at a glance where they are large.</summary>
internal static class Sparkline
{
    private const string Bars = "▁▂▃▄▅▆▇█";

    /// <summary>Draws numbers.</summary>
    /// <param name="values">The numbers, at least one.</param>
    /// <param name="width">Bars at most; each stands for the largest of as many neighbours as it takes.</param>
    /// <returns>The line: the smallest number is the lowest bar, the largest the highest.</returns>
    internal static string Draw(ReadOnlySpan<float> values, int width)
    {
        var (low, high) = (TensorPrimitives.Min(values), TensorPrimitives.Max(values));
        Span<char> line = stackalloc char[Math.Min(width, values.Length)];
        for (var i = 0; i < line.Length; i++)
        {
            var start = (int)((long)i * values.Length / line.Length);
            var end = (int)((i + 1L) * values.Length / line.Length);
            var height = (TensorPrimitives.Max(values[start..end]) - low) / (high - low);

            // Numbers that are all the same, or none, have no height.
            line[i] = Bars[height > 0 ? (int)(height * (Bars.Length - 1)) : 0];
        }

        return new string(line);
    }
}
