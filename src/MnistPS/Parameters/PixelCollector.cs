using System.Collections;

namespace MnistPS.Parameters;

/// <summary>
/// Joins pixels to images: PowerShell takes an array apart that comes down the pipeline, and hands its numbers or its
/// rows over one by one.
/// </summary>
/// <param name="size">How many pixels an image has.</param>
internal sealed class PixelCollector(int size)
{
    private readonly List<object?> _waiting = [];
    private int _count;

    /// <summary>Takes what has come.</summary>
    /// <param name="piece">A number, a row, or a whole image.</param>
    /// <returns>The images that are complete now.</returns>
    /// <exception cref="MnistPSException">Pixels have come that make no image (<c>PixelCountMismatch</c>).</exception>
    internal IEnumerable<object> Add(object piece)
    {
        var value = PlainValue.Of(piece);
        if (value is Array { Rank: > 1 } || CountOf(value) >= size)
        {
            CheckComplete();
            yield return value!;
            yield break;
        }

        _waiting.Add(value);
        _count += CountOf(value);
        if (_count < size)
            yield break;
        yield return TakeAll();
    }

    /// <summary>Makes sure that nothing was left over.</summary>
    /// <exception cref="MnistPSException">Something was (<c>PixelCountMismatch</c>).</exception>
    internal void CheckComplete()
    {
        var left = _count;
        TakeAll();
        if (left > 0)
            throw new MnistPSException(
                "PixelCountMismatch",
                ErrorKind.InvalidArgument,
                $"{left} pixels came, and an image has {size}. Give whole images: arrays of {size} numbers, or rows that make as many.");
    }

    private object?[] TakeAll()
    {
        object?[] pixels = [.. _waiting];
        _waiting.Clear();
        _count = 0;
        return pixels;
    }

    private static int CountOf(object? value) => value is IList list ? list.Cast<object?>().Sum(CountOf) : 1;
}
