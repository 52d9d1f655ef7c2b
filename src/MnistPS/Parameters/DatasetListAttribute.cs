using System.Collections;
using System.Management.Automation;

namespace MnistPS.Parameters;

/// <summary>
/// Lets <c>-Dataset $left, $right</c> be given where <see cref="ModelDatasets"/> is wanted: PowerShell converts a dataset or a
/// hashtable by itself, but never a list to something that is none.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class DatasetListAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var data = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        if (data is not IList list)
            return inputData;
        try
        {
            return new ModelDatasets(list);
        }
        catch (ArgumentException error)
        {
            throw new ArgumentTransformationMetadataException(error.Message, error);
        }
    }
}
