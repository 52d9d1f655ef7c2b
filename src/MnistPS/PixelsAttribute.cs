using System.Collections;
using System.Management.Automation;

namespace MnistPS;

/// <summary>
/// Lets a parameter take numbers and arrays of numbers and nothing else, so that paths and images that come down the
/// pipeline go to the parameters that are for them.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class PixelsAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var data = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        if (HoldsNumbers(data))
            return inputData;
        var message = $"'{data}' is no array of pixels. Give 784 numbers, or 28 rows of 28: bytes, or fractions from 0 to 1.";

        // PowerShell tries other parameters only where a cast is what has failed.
        throw new ArgumentTransformationMetadataException(message, new PSInvalidCastException(message));
    }

    private static bool HoldsNumbers(object? value) => value switch
    {
        PSObject wrapped => HoldsNumbers(wrapped.BaseObject),
        IList list => list.Cast<object?>().Take(1).Any(HoldsNumbers),
        _ => value is byte or sbyte or short or ushort or int or uint or long or ulong or float or double or decimal or Half,
    };
}
