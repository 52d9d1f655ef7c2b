using System.Management.Automation;
using MnistPS.Completion;
using MnistPS.Errors;
using MnistPS.Metrics;
using MnistPS.Models;

namespace MnistPS.Commands;

/// <summary>Measures how good a model is on a dataset that it has not seen.</summary>
/// <remarks>
/// Puts out accuracy, loss, precision, recall and F1 of each digit, and the confusion matrix; the top-k accuracy where the
/// model was compiled with a k; and the calibration error, which says how far the network's confidence is from the share
/// of right answers. A model with several outputs is measured at each, one object per output. With -Quiet it answers only
/// whether the accuracy that was asked for is reached, by all of them, to gate a script on.
/// </remarks>
/// <example>
/// <para>Measure on the test set.</para>
/// <code>$model | Test-ModelAccuracy -Dataset $test</code>
/// </example>
/// <example>
/// <para>How often each digit was read as which other, as a picture.</para>
/// <code>$model | Test-ModelAccuracy -Dataset $test | Export-ConfusionChart -Path ./confusion.png</code>
/// </example>
/// <example>
/// <para>Let the model read each image in 16 slightly varied copies too, and count the mean of its answers.</para>
/// <code>$model | Test-ModelAccuracy -Dataset $test -TestTimeAugmentation 16</code>
/// </example>
/// <example>
/// <para>Stop a script if the model is too weak.</para>
/// <code>if (-not ($model | Test-ModelAccuracy -Dataset $test -MinimumAccuracy 0.97 -Quiet)) { throw 'too weak to ship' }</code>
/// </example>
[Cmdlet(VerbsDiagnostic.Test, "ModelAccuracy")]
[OutputType(typeof(ModelEvaluation), typeof(bool))]
public sealed class TestModelAccuracyCommand : ModuleCmdlet
{
    /// <summary>The model. A training run carries its own.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    public DenseModel Model { get; set; } = null!;

    /// <summary>
    /// The images and what they show. For a model with several inputs or outputs, several datasets in their order, or a
    /// hashtable by layer, as for Invoke-ModelTraining.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0)]
    [DatasetList]
    public ModelDatasets Dataset { get; set; } = null!;

    /// <summary>The share of images, 0 to 1, that must be read right for the test to pass.</summary>
    [Parameter]
    [Share]
    public double? MinimumAccuracy { get; set; }

    /// <summary>Answers with true or false only. Needs -MinimumAccuracy.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <summary>Names of the outputs to measure, of a model with several. Default: all.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(OutputLayerCompleter))]
    public string[]? OutputLayer { get; set; }

    /// <summary>
    /// Slightly varied copies of each image that the model reads too, so that the mean of its answers counts: test-time
    /// augmentation. Range: 0 to 1000. Default: 0.
    /// </summary>
    [Parameter]
    [Alias("TTA")]
    [ValidateRange(0, 1000)]
    public int TestTimeAugmentation { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (Quiet && MinimumAccuracy is null)
            ThrowTerminatingError(ErrorRecords.Create(
                "MinimumAccuracyMissing",
                ErrorCategory.InvalidArgument,
                "-Quiet answers whether an accuracy is reached. Say which, for example -MinimumAccuracy 0.97.",
                targetObject: null));
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var evaluations = Require(Measure, Model);
        if (Quiet)
            WriteObject(evaluations.All(evaluation => evaluation.Passed));
        else
            WriteObject(evaluations, enumerateCollection: true);
    }

    private IReadOnlyList<ModelEvaluation> Measure() => ModelEvaluation.Measure(
        Model,
        Dataset.Match(Model),
        OutputLayer is null ? Model.Outputs : [.. OutputLayer.Select(Model.GetOutput).Distinct()],
        MinimumAccuracy,
        TestTimeAugmentation,
        StopToken);
}
