using System.Collections;
using System.Management.Automation;
using MnistPS.Numerics;

namespace MnistPS.Parameters;

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
        if (HoldsNumbers(inputData))
            return inputData;
        var message = $"'{DisplayText.Of($"{data}")}' is no array of pixels. Give 784 numbers, or 28 rows of 28: bytes, or fractions from 0 to 1.";

        // PowerShell tries other parameters only where a cast is what has failed.
        throw new ArgumentTransformationMetadataException(message, new PSInvalidCastException(message));
    }

    // The first of everything tells. Lists too deep for an image are for the engine to refuse, with its own words.
    private static bool HoldsNumbers(object? value)
    {
        for (var depth = 0; depth <= NumberArray.MaximumAxes; depth++)
        {
            value = value is PSObject wrapped ? wrapped.BaseObject : value;
            if (value is not IList list)
                return value is byte or sbyte or short or ushort or int or uint or long or ulong or float or double or decimal or Half;
            value = list.Cast<object?>().FirstOrDefault();
        }

        return true;
    }
}
