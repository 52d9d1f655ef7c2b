using System.Globalization;
using System.Management.Automation;
using MnistPS.Cmdlets;
using MnistPS.Models;
using MnistPS.Parameters;
using MnistPS.Progress;
using MnistPS.Training;

namespace MnistPS.Commands.Training;

/// <summary>Finds a learning rate that suits a model and its data.</summary>
/// <remarks>
/// The range test (Smith 2017): the model trains for some steps with a rate that grows from far too small to far too large,
/// and the rate is proposed at which the loss falls well. Afterwards the model is as it was before.
/// </remarks>
/// <example>
/// <para>Find a rate and compile with it.</para>
/// <code>$rate = ($train | Find-LearningRate -Model $model -BatchSize 128).LearningRate
/// $model | Build-DenseModel -Optimizer Adam -LearningRate $rate</code>
/// </example>
[Cmdlet(VerbsCommon.Find, "LearningRate")]
[OutputType(typeof(LearningRateProposal))]
public sealed class FindLearningRateCommand : ModuleCmdlet
{
    /// <summary>
    /// The images and labels to learn from. For a model with several inputs or outputs, several datasets in their order, or a
    /// hashtable by layer, as for Invoke-ModelTraining.
    /// </summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [DatasetList]
    public ModelDatasets Dataset { get; set; } = null!;

    /// <summary>The model, compiled with Build-DenseModel.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    public DenseModel Model { get; set; } = null!;

    /// <summary>The smallest rate. Default: 1e-7.</summary>
    [Parameter]
    public double Minimum { get; set; } = 1e-7;

    /// <summary>The largest rate. Default: 10.</summary>
    [Parameter]
    public double Maximum { get; set; } = 10;

    /// <summary>Steps from the smallest to the largest. Default: 100.</summary>
    [Parameter]
    public int Steps { get; set; } = 100;

    /// <summary>Samples per step; more than there are is all of them. Range: at least 1. Default: 32.</summary>
    [Parameter]
    public int BatchSize { get; set; } = 32;

    /// <summary>Where the order of the samples comes from. Default: a random one.</summary>
    [Parameter]
    public int? Seed { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var options = new LearningRateFinderOptions
        {
            Minimum = Minimum,
            Maximum = Maximum,
            Steps = Steps,
            BatchSize = BatchSize,
            Seed = Seed,
        };
        WriteObject(Require(() => Run(options), Model));
    }

    private LearningRateProposal Run(LearningRateFinderOptions options)
    {
        using var progress = new ProgressReporter(this, ActivityId.FindingLearningRate, "Finding a learning rate");
        return LearningRateFinder.Run(Model, Dataset.Match(Model), options, Show, StopToken);

        void Show(int step, LearningRatePoint point) => progress.Show(
            () => string.Create(
                CultureInfo.InvariantCulture,
                $"Step {step}/{Steps} - learning rate: {point.LearningRate:G3} - loss: {point.Loss:F4}"),
            (double)step / Steps);
    }
}
