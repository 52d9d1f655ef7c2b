using System.Management.Automation;
using MnistPS.Cmdlets;
using MnistPS.Data;

namespace MnistPS.Commands.Data;

/// <summary>
/// Makes a vector of each label, with a 1 at its place and 0 elsewhere: 5 becomes 0 0 0 0 0 1 0 0 0 0.
/// </summary>
/// <remarks>
/// A network that tells ten digits apart answers with ten numbers, one for each; the label has to be of the same shape
/// to be compared with it. A dataset stays where it is and is only seen in another shape. Of a single label the vector
/// is put out as one array.
/// </remarks>
/// <example>
/// <para>The labels of a dataset: (60000) becomes (60000, 10).</para>
/// <code>$train = $train | ConvertTo-FlatImage | ConvertTo-OneHotLabel</code>
/// </example>
/// <example>
/// <para>One label.</para>
/// <code>5 | ConvertTo-OneHotLabel</code>
/// </example>
[Cmdlet(VerbsData.ConvertTo, "OneHotLabel", DefaultParameterSetName = DatasetSet)]
[OutputType(typeof(DigitDataset), ParameterSetName = [DatasetSet])]
[OutputType(typeof(int[]), ParameterSetName = [LabelSet])]
public sealed class ConvertToOneHotLabelCommand : ModuleCmdlet
{
    private const string DatasetSet = "Dataset";
    private const string LabelSet = "Label";

    // The format file shows arrays of this name on one line.
    private const string VectorTypeName = "MnistPS.Data.OneHotLabel";

    /// <summary>The dataset.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = DatasetSet)]
    public DigitDataset Dataset { get; set; } = null!;

    /// <summary>A label: a whole number from 0 to the number of classes − 1.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = LabelSet)]
    public int[] Label { get; set; } = [];

    /// <summary>Number of classes, the length of the vector, 1 to 256. A dataset knows its own. Default: 10.</summary>
    [Parameter(ParameterSetName = LabelSet)]
    public int ClassCount { get; set; } = LabelEncoding.DigitCount;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == DatasetSet)
            WriteObject(Dataset.ToOneHot());
        foreach (var label in Label)
            Attempt(() => WriteVector(LabelEncoding.ToOneHot(label, ClassCount)), label);
    }

    private void WriteVector(int[] vector)
    {
        var named = new PSObject(vector);
        named.TypeNames.Insert(0, VectorTypeName);
        WriteObject(named, enumerateCollection: false);
    }
}
