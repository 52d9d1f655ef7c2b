using System.Management.Automation;
using MnistPS.Completion;
using MnistPS.Explanation;

namespace MnistPS.Commands.Metrics;

/// <summary>Gets the images that a model misclassifies, the worst first.</summary>
/// <remarks>
/// The worst is the image to whose label the model gives the smallest probability, which is the one with the largest
/// cross-entropy. Each object has the image, its number in the dataset (Index), its Label, the Digit that the model read,
/// the Confidence in it and the probability of the label. A model without probabilities is ranked by its outputs.
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
public sealed class GetMisclassifiedDigitCommand : ModelDataCommand
{
    /// <summary>Largest number of images to return, at least 1. Default: all.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? First { get; set; }

    /// <summary>The output layer to examine, of a model with several. Default: the first.</summary>
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
