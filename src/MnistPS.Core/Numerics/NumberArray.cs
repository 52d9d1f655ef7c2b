using System.Collections;
using System.Globalization;

namespace MnistPS.Numerics;

/// <summary>
/// Numbers as users hand them in, in arrays of any numeric type: <c>float[]</c>, <c>double[,]</c>, arrays in an array.
/// </summary>
public sealed class NumberArray
{
    /// <summary>The most axes that an array may have, and the deepest that lists may lie in one another.</summary>
    public const int MaximumAxes = 8;

    /// <summary>The most numbers: those of the largest weights, 8192 × 8192.</summary>
    public const int MaximumCount = 1 << 26;

    private readonly List<float> _values = [];
    private readonly List<int> _axes = [];

    private NumberArray()
    {
    }

    /// <summary>Length of each axis, the outermost first; empty for a single number.</summary>
    public IReadOnlyList<int> Axes => _axes;

    /// <summary>The numbers, the last axis running fastest.</summary>
    public IReadOnlyList<float> Values => _values;

    /// <summary>Reads a number, or an array of numbers, or of arrays of the same length.</summary>
    /// <param name="value">The number or array.</param>
    /// <returns>The numbers.</returns>
    /// <exception cref="MnistPSException">
    /// There is something else in it (<c>ValueNotANumber</c>), it is empty (<c>ArrayEmpty</c>), too deep (<c>ArrayTooDeep</c>) or too large (<c>ArrayTooLarge</c>), or its rows differ in
    /// length (<c>ArrayRagged</c>).
    /// </exception>
    public static NumberArray Read(object? value)
    {
        var array = new NumberArray();
        array.Measure(value);
        array._values.Capacity = array.Count();
        array.Add(value, depth: 0);
        return array;
    }

    /// <summary>Shape as it is written: <c>(784, 128)</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() =>
        $"({string.Join(", ", _axes.Select(axis => axis.ToString(CultureInfo.InvariantCulture)))})";

    // The first of everything says what the others have to be.
    private void Measure(object? value)
    {
        for (; value is IList list && _axes.Count <= MaximumAxes; value = First(list))
        {
            for (var axis = 0; axis < (list is Array array ? array.Rank : 1); axis++)
                _axes.Add(list is Array some ? some.GetLength(axis) : list.Count);
        }

        if (_axes.Count > MaximumAxes)
            throw Error("ArrayTooDeep", $"An array may have {MaximumAxes} axes at most.");
        if (_axes.Contains(0))
            throw Error("ArrayEmpty", "An array without a number in it was given.");
    }

    // Computed before anything is read: a list may hold the same list a thousand times.
    private int Count()
    {
        var count = _axes.Aggregate(1.0, (size, length) => size * length);
        return count <= MaximumCount
            ? (int)count
            : throw Error("ArrayTooLarge", $"An array may hold {MaximumCount:N0} numbers at most; {this} are {count:N0}.");
    }

    private static object? First(IList list)
    {
        foreach (var item in list)
            return item;
        return null;
    }

    private void Add(object? value, int depth)
    {
        if (value is IList list)
        {
            var inner = CheckLengths(list, depth);
            foreach (var item in list)
                Add(item, inner);
        }
        else if (depth == _axes.Count)
        {
            _values.Add(ToNumber(value));
        }
        else
        {
            throw Error("ArrayRagged", $"A single value ({value ?? "null"}) stands where others are arrays of {_axes[depth]} numbers.");
        }
    }

    private int CheckLengths(IList list, int depth)
    {
        var rank = list is Array array ? array.Rank : 1;
        if (depth + rank > _axes.Count)
            throw Error("ArrayRagged", "An array stands where others are single numbers.");
        for (var axis = 0; axis < rank; axis++)
        {
            var length = list is Array some ? some.GetLength(axis) : list.Count;
            if (length != _axes[depth + axis])
                throw Error(
                    "ArrayRagged",
                    $"A row has {length} values, the first one has {_axes[depth + axis]}: all must be of the same length.");
        }

        return depth + rank;
    }

    private static float ToNumber(object? value)
    {
        if (value is not (float or double or decimal or Half or byte or sbyte or short or ushort or int or uint or long or ulong))
            throw Error("ValueNotANumber", value is null
                ? "An array of numbers must not hold null."
                : $"'{value}' ({value.GetType().Name}) is not a number.");
        return value is Half half ? (float)half : Convert.ToSingle(value, CultureInfo.InvariantCulture);
    }

    private static MnistPSException Error(string id, string message) => new(id, ErrorKind.InvalidArgument, message);
}
