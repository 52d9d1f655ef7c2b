using System.Management.Automation;
using MnistPS.Completion;
using MnistPS.Explanation;
using MnistPS.Models;

namespace MnistPS.Commands;

/// <summary>Gets the images that a model reads wrong, the worst first.</summary>
/// <remarks>
/// The worst is the one to whose label the model gives the smallest probability: the one that costs most in the
/// cross-entropy. Each tells its number in the dataset, its label, what was read and how surely, and carries the image.
/// </remarks>
/// <example>
/// <para>The ten worst mistakes on the test set.</para>
/// <code>$model | Get-MisclassifiedDigit -Dataset $test -First 10</code>
/// </example>
/// <example>
/// <para>Look at them.</para>
/// <code>$wrong = $model | Get-MisclassifiedDigit -Dataset $test -First 10
/// $wrong | Show-DigitImage -Prediction $wrong</code>
/// </example>
[Cmdlet(VerbsCommon.Get, "MisclassifiedDigit")]
[OutputType(typeof(MisclassifiedDigit))]
public sealed class GetMisclassifiedDigitCommand : ModuleCmdlet
{
    /// <summary>The model. A training run carries its own.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    public DenseModel Model { get; set; } = null!;

    /// <summary>
    /// The images and what they show. For a model with several inputs or outputs, several datasets in their order, or a
    /// hashtable by layer, as for Invoke-ModelTraining; the images that come out are those of the first input.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0)]
    [DatasetList]
    public ModelDatasets Dataset { get; set; } = null!;

    /// <summary>How many at most, at least 1. Default: all.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? First { get; set; }

    /// <summary>The output whose answers are looked at, of a model with several. Default: the first.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(OutputLayerCompleter))]
    public string? OutputLayer { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var found = Require(
            () => MistakeFinder.Find(
                Model, Dataset.Match(Model), First, OutputLayer is null ? null : Model.GetOutput(OutputLayer), StopToken),
            Model);
        WriteObject(found, enumerateCollection: true);
    }
}
