using MnistPS.Data.Drawing.Styles;

namespace MnistPS.Data.Drawing;

/// <summary>All ways of writing each digit.</summary>
internal static class PenStyles
{
    private static readonly PenStyle[][] ByDigit =
    [
        Zero.Styles, One.Styles, Two.Styles, Three.Styles, Four.Styles,
        Five.Styles, Six.Styles, Seven.Styles, Eight.Styles, Nine.Styles,
    ];

    private static readonly float[] TotalFrequency = [.. ByDigit.Select(styles => styles.Sum(s => s.Frequency))];

    /// <summary>The ways of writing a digit.</summary>
    internal static ReadOnlySpan<PenStyle> Of(int digit) => ByDigit[digit];

    /// <summary>A way of writing the digit, drawn by frequency.</summary>
    internal static PenStyle Choose(int digit, ref DrawingRandom random)
    {
        float left = random.Next() * TotalFrequency[digit];
        PenStyle[] styles = ByDigit[digit];
        foreach (PenStyle style in styles)
        {
            left -= style.Frequency;
            if (left < 0)
            {
                return style;
            }
        }

        return styles[^1];
    }
}
