using System.Collections;
using System.Globalization;

namespace MnistPS.Parameters;

/// <summary>Reads a hashtable of labels with factors.</summary>
internal static class ClassWeights
{
    /// <summary>Reads it.</summary>
    /// <param name="table">Labels, as numbers or words that are numbers, with factors.</param>
    /// <returns>The factor of each label.</returns>
    /// <exception cref="MnistPSException">
    /// A label is not a whole number, a factor is not a number, or a label is there twice (<c>ClassWeightInvalid</c>).
    /// </exception>
    internal static Dictionary<int, float> Read(Hashtable table)
    {
        var weights = new Dictionary<int, float>();
        foreach (DictionaryEntry entry in table)
        {
            if (Number(entry.Key) is not { } label || label != Math.Truncate(label) || Math.Abs(label) > int.MaxValue
                || Number(entry.Value) is not { } weight)
                throw Invalid($"{entry.Key} = {entry.Value ?? "$null"} was given.");
            if (!weights.TryAdd((int)label, (float)weight))
                throw Invalid($"{label} was given twice.");
        }

        return weights;
    }

    // Null, an empty word and true are not numbers, though PowerShell makes 0 and 1 of them.
    private static double? Number(object? value) => PlainValue.Of(value) switch
    {
        double number => number,
        float number => number,
        decimal number => (double)number,
        sbyte or byte or short or ushort or int or uint or long or ulong => Convert.ToDouble(PlainValue.Of(value), CultureInfo.InvariantCulture),
        _ => null,
    };

    private static MnistPSException Invalid(string found) => new(
        "ClassWeightInvalid",
        ErrorKind.InvalidArgument,
        $"ClassWeight takes a factor for each label, such as @{{ 8 = 2 }}; {found}");
}
