using System.Globalization;

namespace MnistPS.Benchmarks.Speed;

/// <summary>What a figure must come to.</summary>
/// <param name="Limit">The limit.</param>
/// <param name="IsUpper">Whether the figure must not be above it; else, not below it.</param>
/// <param name="Format">How both are written.</param>
internal sealed record Bar(double Limit, bool IsUpper, string Format)
{
    private const string Ratio = "0.00×";

    /// <summary>At most so many times as much.</summary>
    internal static Bar AtMost(double limit, string format = Ratio) => new(limit, IsUpper: true, format);

    /// <summary>At least so many times as much.</summary>
    internal static Bar AtLeast(double limit, string format = Ratio) => new(limit, IsUpper: false, format);

    /// <summary>The figure, the bar, and whether it is met.</summary>
    /// <param name="value">The figure.</param>
    internal string Judge(double value)
    {
        var met = IsUpper ? value <= Limit : value >= Limit;
        return $"{Write(value)} ({(IsUpper ? '≤' : '≥')} {Write(Limit)}: {(met ? "met" : "missed")})";
    }

    /// <summary>A ratio without a bar.</summary>
    /// <param name="value">The figure.</param>
    internal static string WriteRatio(double value) => value.ToString(Ratio, CultureInfo.InvariantCulture);

    private string Write(double value) => value.ToString(Format, CultureInfo.InvariantCulture);
}
