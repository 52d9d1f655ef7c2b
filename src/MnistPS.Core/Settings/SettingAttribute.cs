using System.Globalization;

namespace MnistPS.Settings;

/// <summary>
/// Declares a property as a setting: its name in files, which is Keras's, and its range. Its default is the property's
/// initializer, or that of the constructor's parameter of the same name.
/// </summary>
/// <remarks>
/// All else follows from the declaration: files are written and read by it (<see cref="SettingList"/>,
/// <see cref="Catalog{T}"/>), values out of range and settings of something else are refused, a resumed training is compared
/// by it, and cmdlet parameters of the same name reach it. To configure a new kind of thing: declare
/// <see cref="ConfigurableAttribute"/> on the base class, this attribute on each property (<c>{ get; init; }</c>), and make
/// objects with <c>Catalog&lt;TBase&gt;.Create(kind, given)</c>, where the kind is the name of the class without that of the
/// base class: <c>Catalog&lt;LearningRateSchedule&gt;</c> finds <c>StepSchedule</c> under <c>Step</c>.
/// </remarks>
/// <param name="name">Its name in files: <c>learning_rate</c>.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SettingAttribute(string name) : Attribute
{
    /// <summary>Its name in files.</summary>
    public string Name { get; } = name;

    /// <summary>The smallest allowed number. Default: no limit.</summary>
    public double AtLeast { get; init; } = double.NegativeInfinity;

    /// <summary>A number that is too small, where all larger ones are allowed. Default: none.</summary>
    public double Above { get; init; } = double.NegativeInfinity;

    /// <summary>The largest allowed number. Default: no limit.</summary>
    public double AtMost { get; init; } = double.PositiveInfinity;

    /// <summary>A number that is too large, where all smaller ones are allowed. Default: none.</summary>
    public double Below { get; init; } = double.PositiveInfinity;

    /// <summary>The id of the error for a value out of range, where it is not that of <see cref="ConfigurableAttribute"/>.</summary>
    public string? OutOfRange { get; init; }

    /// <summary>Whether a training that goes on from a checkpoint may have another value than before. Default: no.</summary>
    public bool MayChange { get; init; }

    /// <summary>The range in words: <c>at least 0 and below 1</c>; numbers are finite in any case.</summary>
    public string Range
    {
        get
        {
            string[] limits =
            [
                .. Limit(AtLeast, "at least"), .. Limit(Above, "above"), .. Limit(AtMost, "at most"), .. Limit(Below, "below"),
            ];
            return limits.Length == 0 ? "a finite number" : string.Join(" and ", limits);
        }
    }

    /// <summary>Whether a number is in the range.</summary>
    /// <param name="value">The number.</param>
    /// <returns>Whether it is allowed.</returns>
    public bool Allows(double value) =>
        double.IsFinite(value) && value >= AtLeast && value > Above && value <= AtMost && value < Below;

    private static IEnumerable<string> Limit(double limit, string word) =>
        double.IsFinite(limit) ? [string.Create(CultureInfo.InvariantCulture, $"{word} {Text(limit)}")] : [];

    private static string Text(double limit) => limit.ToString(
        limit == Math.Truncate(limit) && Math.Abs(limit) < 1e9 ? "N0" : "G", CultureInfo.InvariantCulture);
}
