using System.Collections;
using System.Globalization;
using System.Management.Automation;
using MnistPS.Numerics;

namespace MnistPS.Parameters;

/// <summary>Takes PowerShell's wrappers off a value and off what is in its arrays, for the engine knows none.</summary>
internal static class PlainValue
{
    /// <summary>Unwraps.</summary>
    /// <param name="value">The value as a parameter got it.</param>
    /// <returns>The value, with words that are numbers as numbers; lists of objects are copied.</returns>
    /// <exception cref="MnistPSException">
    /// Lists lie too deep in one another, as in one that holds itself (<c>ArrayTooDeep</c>), or hold too much
    /// (<c>ArrayTooLarge</c>).
    /// </exception>
    internal static object? Of(object? value)
    {
        var left = NumberArray.MaximumCount;
        return Copy(value, depth: 0, ref left);
    }

    private static object? Copy(object? value, int depth, ref int left)
    {
        var plain = value is PSObject wrapped ? wrapped.BaseObject : value;
        if (plain is not IList list || IsArrayOfNumbers(list))
            return plain is string word ? ToNumber(word) : plain;
        if (depth == NumberArray.MaximumAxes)
            throw Error("ArrayTooDeep", $"Lists may lie in one another {NumberArray.MaximumAxes} deep at most; one that was given goes deeper, or holds itself.");
        left -= list.Count;
        if (left < 0)
            throw Error("ArrayTooLarge", $"Lists may hold {NumberArray.MaximumCount:N0} values at most; more were given.");
        var copy = new object?[list.Count];
        for (var i = 0; i < copy.Length; i++)
            copy[i] = Copy(list[i], depth + 1, ref left);
        return copy;
    }

    private static bool IsArrayOfNumbers(IList list) =>
        list is Array array && (array.Rank > 1 || array.GetType().GetElementType()!.IsValueType);

    // In an argument, PowerShell takes the second number of `1, -3` for a word.
    private static object ToNumber(string word) =>
        double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : word;

    private static MnistPSException Error(string id, string message) => new(id, ErrorKind.InvalidArgument, message);
}
