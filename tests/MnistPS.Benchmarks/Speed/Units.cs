using System.Globalization;

namespace MnistPS.Benchmarks.Speed;

/// <summary>Figures as the report writes them.</summary>
internal static class Units
{
    /// <summary>Seconds, or milliseconds below a tenth of one.</summary>
    internal static string Time(double seconds) => seconds < 0.1
        ? string.Create(CultureInfo.InvariantCulture, $"{seconds * 1e3:0.0} ms")
        : string.Create(CultureInfo.InvariantCulture, $"{seconds:0.00} s");

    /// <summary>Megabytes of 2²⁰ bytes.</summary>
    internal static string Megabytes(double bytes) =>
        string.Create(CultureInfo.InvariantCulture, $"{bytes / (1 << 20):0} MB");
}
