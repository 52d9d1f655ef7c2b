using System.Management.Automation;
using MnistPS.Completion;
using MnistPS.Errors;
using MnistPS.Metrics;
using MnistPS.Parameters;

namespace MnistPS.Commands.Metrics;

/// <summary>Measures how good a model is on a dataset that it has not seen.</summary>
/// <remarks>
/// Returns the accuracy, the loss, the precision, recall and F1 of each digit, and the confusion matrix; the top-k accuracy
/// if the model was compiled with a k; and the expected calibration error, which says how far the network's confidence is
/// from its accuracy. A model with several outputs gives one object per output.
/// With -MinimumAccuracy the result says whether the model passed or failed (Passed). With -Quiet the cmdlet returns only
/// that, true if every output passed, to gate a script on.
/// Classes are ranked by their probability, and equally likely ones by their label, the lower first. An output of NaN is
/// never a hit: the image counts as wrong, and as Unanswered.
/// MacroF1 is the mean F1 of the classes that occur as a label or as an answer, as scikit-learn's
/// f1_score(average='macro') computes it. Precision is NaN for a class that was never read, and recall for one that has no
/// image, where scikit-learn reports 0 and a warning.
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
/// <para>Let the model classify 16 slightly varied copies of each image too, and average the probabilities.</para>
/// <code>$model | Test-ModelAccuracy -Dataset $test -TestTimeAugmentation 16</code>
/// </example>
/// <example>
/// <para>Stop a script if the model is too weak.</para>
/// <code>if (-not ($model | Test-ModelAccuracy -Dataset $test -MinimumAccuracy 0.97 -Quiet)) { throw 'too weak to ship' }</code>
/// </example>
[Cmdlet(VerbsDiagnostic.Test, "ModelAccuracy")]
[OutputType(typeof(ModelEvaluation), typeof(bool))]
public sealed class TestModelAccuracyCommand : ModelDataCommand
{
    /// <summary>The accuracy, 0 to 1, from which on the test passes: 0.97 for 97 percent.</summary>
    [Parameter]
    [Share]
    public double? MinimumAccuracy { get; set; }

    /// <summary>Returns only true or false. Needs -MinimumAccuracy.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <summary>Names of the outputs to measure, of a model with several. Default: all.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(OutputLayerCompleter))]
    public string[]? OutputLayer { get; set; }

    /// <summary>
    /// Number of slightly varied copies of each image that the model classifies too; the mean of the probabilities is its
    /// answer (test-time augmentation). Range: 0 to 1000. Default: 0.
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
