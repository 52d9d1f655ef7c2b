using System.Globalization;
using System.Management.Automation;

namespace MnistPS.Parameters;

/// <summary>
/// Lets <c>-Index 0..9</c> be written without brackets: PowerShell hands an argument over as the text "0..9", and
/// evaluates only what is in brackets, <c>(0..9)</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class IndexListAttribute : ArgumentTransformationAttribute
{
    private const string RangeSign = "..";

    // A range of more indices than any dataset has images is a slip, and would fill the memory.
    private const int LongestRange = 10_000_000;

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var data = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return data switch
        {
            string text => Expand(text),
            object[] items when items.Any(IsText) => items.SelectMany(ExpandItem).ToArray(),
            _ => inputData,
        };
    }

    private static bool IsText(object item) =>
        item is string || (item is PSObject wrapped && wrapped.BaseObject is string);

    private static IEnumerable<object> ExpandItem(object item) => IsText(item) ? Expand(item.ToString()!) : [item];

    private static object[] Expand(string text) => [.. text.Split(',').SelectMany(ExpandPart)];

    private static IEnumerable<object> ExpandPart(string part)
    {
        var ends = part.Split(RangeSign);
        if (ends.Length != 2 || !TryParse(ends[0], out var first) || !TryParse(ends[1], out var last))
            return [part.Trim()];
        var length = Math.Abs((long)last - first) + 1;
        if (length > LongestRange)
            throw new ArgumentTransformationMetadataException(
                $"'{part}' is a range of {length:N0} indices; at most {LongestRange:N0} are allowed.");
        var step = Math.Sign(last - first);
        return Enumerable.Range(0, (int)length).Select(i => (object)(first + (i * step)));
    }

    private static bool TryParse(string text, out int number) =>
        int.TryParse(text.Trim(), NumberStyles.Integer, CultureInfo.InvariantCulture, out number);
}
