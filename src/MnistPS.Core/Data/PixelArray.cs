using System.Collections;
using System.Globalization;
using MnistPS.Numerics;

namespace MnistPS.Data;

/// <summary>One image out of an array of numbers, as users have them at hand, with every number checked.</summary>
/// <remarks>
/// Fractions go from 0 (ground) to 1 (ink). Whole numbers go from 0 to 255; where none of them is above 1, they say ink
/// or no ink, and 1 is full ink. Bytes always go to 255.
/// </remarks>
public sealed class PixelArray
{
    private const int MostAxes = 2;

    private PixelArray(float[] values, int height, int width)
    {
        Values = values;
        Height = height;
        Width = width;
    }

    /// <summary>Height × width numbers from 0 to 1, row by row.</summary>
    public float[] Values { get; }

    /// <summary>Rows of pixels; of a flat array that makes no square, 1.</summary>
    public int Height { get; }

    /// <summary>Columns of pixels.</summary>
    public int Width { get; }

    /// <summary>Reads an array.</summary>
    /// <param name="pixels">
    /// Numbers of any type, flat or in rows: <c>byte[784]</c>, <c>double[28,28]</c>, 28 arrays of 28.
    /// </param>
    /// <returns>The image.</returns>
    /// <exception cref="MnistPSException">
    /// There is something else in it than numbers, a number is out of its range (<c>PixelOutOfRange</c>), or it has more
    /// than two axes (<c>PixelShapeInvalid</c>).
    /// </exception>
    public static PixelArray Read(object pixels)
    {
        var array = NumberArray.Read(pixels);
        if (array.Axes.Count is 0 or > MostAxes)
            throw Error(
                "PixelShapeInvalid",
                $"An array {array} is no image. Give one image at a time: 784 numbers, or 28 rows of 28.");
        float[] values = [.. array.Values];
        var largest = Largest(pixels, values);
        CheckRange(values, largest);
        for (var i = 0; i < values.Length; i++)
            values[i] /= largest;
        var (height, width) = Shape(array.Axes);
        return new PixelArray(values, height, width);
    }

    private static (int Height, int Width) Shape(IReadOnlyList<int> axes)
    {
        if (axes.Count == MostAxes && axes[0] > 1)
            return (axes[0], axes[1]);
        var side = (int)Math.Round(Math.Sqrt(axes[^1]));
        return side * side == axes[^1] ? (side, side) : (1, axes[^1]);
    }

    /// <summary>What number is full ink.</summary>
    private static int Largest(object pixels, float[] values)
    {
        var leaves = Leaves(pixels).ToList();
        if (leaves.Exists(leaf => leaf is float or double or decimal or Half))
            return 1;
        return leaves.TrueForAll(leaf => leaf is byte) || values.Max() > 1 ? byte.MaxValue : 1;
    }

    private static IEnumerable<object?> Leaves(object? value) =>
        value is IList list ? list.Cast<object?>().SelectMany(Leaves) : [value];

    private static void CheckRange(float[] values, int largest)
    {
        // Written so that NaN is refused as well.
        var wrong = Array.FindIndex(values, value => !(value >= 0 && value <= largest));
        if (wrong < 0)
            return;
        var remedy = largest == 1 && values.Max() is > 1 and <= byte.MaxValue
            ? "Divide by 255, or convert the array to [byte[]]."
            : "Give whole numbers from 0 to 255, or fractions from 0 to 1.";
        throw Error(
            "PixelOutOfRange",
            string.Create(
                CultureInfo.InvariantCulture,
                $"Number {wrong} of the pixels is {values[wrong]}; {(largest == 1 ? "fractions" : "whole numbers")} must be from 0 to {largest}. {remedy}"));
    }

    private static MnistPSException Error(string id, string message) => new(id, ErrorKind.InvalidArgument, message);
}
