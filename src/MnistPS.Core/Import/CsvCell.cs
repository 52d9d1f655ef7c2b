using System.Globalization;
using MnistPS.Data;

namespace MnistPS.Import;

/// <summary>What the cells of a CSV file mean: labels, or pixels that are brought to 0 to 255.</summary>
/// <param name="options">Names and number of classes, and the number of full ink.</param>
internal sealed class CsvCell(ImportOptions options)
{
    /// <summary>What a label must be.</summary>
    internal string LabelRule => $"a label is a whole number from 0 to {LabelCount - 1}"
        + (options.ClassNames is null ? ", unless the classes have names" : ", or the name of a class");

    /// <summary>What a pixel must be.</summary>
    internal string PixelRule => options.MaximumValue is { } maximum
        ? string.Create(CultureInfo.InvariantCulture, $"a pixel is a number from 0 (background) to {maximum}, the maximum value (ink)")
        : "a pixel is a whole number from 0 (background) to 255 (ink). Where another number is full ink, such as 1 for "
            + "fractions, say so with the maximum value";

    private int LabelCount => options.ClassCount ?? options.ClassNames?.Count ?? LabelEncoding.MaximumClassCount;

    /// <summary>Whether a cell holds a number of any kind.</summary>
    /// <param name="text">The cell.</param>
    /// <returns>Whether it does.</returns>
    internal static bool IsNumber(ReadOnlySpan<char> text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    /// <summary>Whether a cell holds the name of a class.</summary>
    /// <param name="text">The cell.</param>
    /// <returns>Whether it does.</returns>
    internal bool IsClassName(ReadOnlySpan<char> text) => ClassNamed(text) >= 0;

    /// <summary>Reads a label: the name of a class, or a whole number below the number of classes.</summary>
    /// <param name="text">The cell.</param>
    /// <returns>The label; −1 for what is none.</returns>
    internal int Label(ReadOnlySpan<char> text)
    {
        var named = ClassNamed(text);
        if (named >= 0)
            return named;
        return TryNumber(text, out var number) && number == Math.Floor(number) && number >= 0 && number < LabelCount
            ? (int)number
            : -1;
    }

    /// <summary>Reads a pixel.</summary>
    /// <param name="text">The cell.</param>
    /// <returns>0 to 255; −1 for what is no pixel.</returns>
    internal int Pixel(ReadOnlySpan<char> text)
    {
        if (options.MaximumValue is { } maximum)
            return TryNumber(text, out var value) && value >= 0 && value <= maximum
                ? (int)Math.Round(value / maximum * byte.MaxValue)
                : -1;
        if (byte.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var whole))
            return whole;
        return TryNumber(text, out var number) && number == Math.Floor(number) && number is >= 0 and <= byte.MaxValue
            ? (int)number
            : -1;
    }

    private int ClassNamed(ReadOnlySpan<char> text)
    {
        for (var label = 0; label < options.ClassNames?.Count; label++)
        {
            if (text.SequenceEqual(options.ClassNames[label]))
                return label;
        }

        return -1;
    }

    // Programs write whole numbers as 5, 5.0 and 5.000000e+00.
    private static bool TryNumber(ReadOnlySpan<char> text, out double number) => double.TryParse(
        text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out number);
}
