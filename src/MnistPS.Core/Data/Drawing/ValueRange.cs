namespace MnistPS.Data.Drawing;

/// <summary>A closed range of values, from which each drawn digit takes its own.</summary>
/// <param name="Minimum">The smallest value.</param>
/// <param name="Maximum">The largest value; equal to <paramref name="Minimum"/> for a fixed value.</param>
public readonly record struct ValueRange(float Minimum, float Maximum)
{
    /// <summary>The range written as <c>minimum..maximum</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Minimum}..{Maximum}");

    /// <summary>The value at a fraction of the way from minimum (0) to maximum (1).</summary>
    internal float At(float fraction) => Minimum + ((Maximum - Minimum) * fraction);
}
