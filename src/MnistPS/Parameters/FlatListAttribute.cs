using System.Collections;
using System.Management.Automation;

namespace MnistPS.Parameters;

/// <summary>
/// Stands on each parameter of an enumeration, one value or several: PowerShell looks for names in lists that lie in lists, for
/// ever in one that holds itself, which ends the process.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class FlatListAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        if (IsList(inputData, out var list) && list.Cast<object?>().Any(item => IsList(item, out _)))
            throw new ArgumentTransformationMetadataException("A list in a list was given. Give a name, or a list of names.");
        return inputData;
    }

    private static bool IsList(object? value, out IEnumerable list)
    {
        var plain = value is PSObject wrapped ? wrapped.BaseObject : value;
        list = plain as IEnumerable ?? Array.Empty<object>();
        return plain is IEnumerable and not string;
    }
}
