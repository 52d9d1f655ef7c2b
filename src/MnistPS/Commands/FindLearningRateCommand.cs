using System.Management.Automation;
using MnistPS.Models;
using MnistPS.Training;

namespace MnistPS.Commands;

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
    private const string Activity = "Finding a learning rate";

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

    /// <summary>Samples per step. Default: 32.</summary>
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
        try
        {
            WriteObject(Require(
                () => LearningRateFinder.Run(Model, Dataset.Match(Model), options, Report, StopToken), Model));
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
    }

    private void Report(int step, LearningRatePoint point)
    {
        if (step % 10 == 0)
            WriteProgress(new ProgressRecord(785, Activity, $"rate {point.LearningRate:G3}, loss {point.Loss:F4}")
            {
                PercentComplete = Math.Min(100, step * 100 / Math.Max(1, Steps)),
                RecordType = step >= Steps ? ProgressRecordType.Completed : ProgressRecordType.Processing,
            });
    }
}
