using MnistPS.Data.Drawing.Styles;

namespace MnistPS.Data.Drawing;

/// <summary>All ways of writing each digit.</summary>
internal static class PenStyles
{
    private static readonly PenStyle[][] s_byDigit =
    [
        Zero.Styles, One.Styles, Two.Styles, Three.Styles, Four.Styles,
        Five.Styles, Six.Styles, Seven.Styles, Eight.Styles, Nine.Styles,
    ];

    private static readonly float[] s_totalFrequency = [.. s_byDigit.Select(styles => styles.Sum(s => s.Frequency))];

    /// <summary>The ways of writing a digit.</summary>
    internal static ReadOnlySpan<PenStyle> Of(int digit) => s_byDigit[digit];

    /// <summary>A way of writing the digit, drawn by frequency.</summary>
    internal static PenStyle Choose(int digit, ref DrawingRandom random)
    {
        var left = random.Next() * s_totalFrequency[digit];
        var styles = s_byDigit[digit];
        foreach (var style in styles)
        {
            left -= style.Frequency;
            if (left < 0)
                return style;
        }

        return styles[^1];
    }
}
