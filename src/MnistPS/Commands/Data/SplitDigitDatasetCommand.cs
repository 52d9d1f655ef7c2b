using System.Management.Automation;
using MnistPS.Cmdlets;
using MnistPS.Data;

namespace MnistPS.Commands.Data;

/// <summary>Takes a dataset apart in two: one to train with, and one to validate or test with.</summary>
/// <remarks>
/// Both parts are put out, the first one first; each image is in one of them. Each label is divided in the same proportion
/// (stratified), unless -NoStratification is given. Without -Shuffle or -Seed the order stays, and the first part gets the first
/// images of each label. Random order is wanted for data that lie sorted by label, as imported folders do.
/// </remarks>
/// <example>
/// <para>Nine tenths to train with, the same ones each time.</para>
/// <code>$train, $validation = $data | Split-DigitDataset -Fraction 0.9 -Seed 1
/// $train | Invoke-ModelTraining -Model $model -ValidationDataset $validation</code>
/// </example>
/// <example>
/// <para>A thousand images, a hundred of each digit where all are equally frequent, and the rest.</para>
/// <code>$few, $rest = $data | Split-DigitDataset -Count 1000</code>
/// </example>
[Cmdlet(VerbsCommon.Split, "DigitDataset", DefaultParameterSetName = FractionSet)]
[OutputType(typeof(DigitDataset))]
public sealed class SplitDigitDatasetCommand : ModuleCmdlet
{
    private const string FractionSet = "Fraction";
    private const string CountSet = "Count";

    /// <summary>The dataset.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    public DigitDataset Dataset { get; set; } = null!;

    /// <summary>The share of the images that the first part gets, above 0 and below 1.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = FractionSet)]
    public double Fraction { get; set; }

    /// <summary>How many images the first part gets, from 1 to one less than there are.</summary>
    [Parameter(Mandatory = true, ParameterSetName = CountSet)]
    public int Count { get; set; }

    /// <summary>Puts the images into random order before.</summary>
    [Parameter]
    public SwitchParameter Shuffle { get; set; }

    /// <summary>What the random order depends on; includes -Shuffle. Default: another one each time.</summary>
    [Parameter]
    public int? Seed { get; set; }

    /// <summary>Gives the first part the first images, whatever their labels.</summary>
    [Parameter]
    public SwitchParameter NoStratification { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => Attempt(Split, Dataset);

    private void Split()
    {
        var (first, second) = new DatasetSplit
        {
            Count = ParameterSetName == CountSet ? Count : null,
            Fraction = ParameterSetName == FractionSet ? Fraction : null,
            Stratified = !NoStratification,
            Seed = Seed ?? (Shuffle ? Random.Shared.Next() : null),
        }.Apply(Dataset);
        WriteObject(first);
        WriteObject(second);
    }
}
