using System.Management.Automation;
using MnistPS.Data;
using MnistPS.Evaluation;
using MnistPS.Models;
using MnistPS.Training;

namespace MnistPS.Commands;

/// <summary>Trains a model on a dataset.</summary>
/// <remarks>
/// It is what Keras calls fit. The samples go through the network in batches; after each batch the optimizer changes the
/// weights. A progress bar shows epoch, batch, loss, accuracy and the time left. Ctrl+C stops it between two batches; the
/// model then keeps the weights of that moment. A model that was trained before goes on from where it is.
/// Loss and accuracy of an epoch are means over its batches, each with the weights of its moment: they are not what
/// Test-ModelAccuracy measures on the training set afterwards.
/// </remarks>
/// <example>
/// <para>The tutorial's training, with a tenth of the samples kept apart to measure on.</para>
/// <code>$run = $train | Invoke-ModelTraining -Model $model -Epochs 5 -BatchSize 128 -ValidationSplit 0.1
/// $run</code>
/// </example>
/// <example>
/// <para>Train and measure in one pipeline: a run carries its model.</para>
/// <code>$train | Invoke-ModelTraining -Model $model | Test-ModelAccuracy -Dataset $test</code>
/// </example>
[Cmdlet(VerbsLifecycle.Invoke, "ModelTraining")]
[OutputType(typeof(TrainingRun))]
public sealed class InvokeModelTrainingCommand : ModuleCmdlet
{
    /// <summary>The images and labels to learn from.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    public DigitDataset Dataset { get; set; } = null!;

    /// <summary>The model, compiled with Build-DenseModel.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public DenseModel Model { get; set; } = null!;

    /// <summary>How many times all samples are gone through. Default: 1.</summary>
    [Parameter]
    public int Epochs { get; set; } = 1;

    /// <summary>Samples per change of the weights. Default: 32.</summary>
    [Parameter]
    public int BatchSize { get; set; } = 32;

    /// <summary>The last share of the samples that is kept apart to measure on after each epoch. Default: 0.</summary>
    [Parameter]
    public double ValidationSplit { get; set; }

    /// <summary>Where the order of the samples and all other chance come from. Default: a random one.</summary>
    [Parameter]
    public int? Seed { get; set; }

    /// <summary>Goes through the samples in their own order.</summary>
    [Parameter]
    public SwitchParameter NoShuffle { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var options = new TrainingOptions
        {
            Epochs = Epochs,
            BatchSize = BatchSize,
            ValidationSplit = ValidationSplit,
            Seed = Seed,
            Shuffle = !NoShuffle,
        };
        var reporter = new TrainingReporter(this);
        try
        {
            WriteObject(Require(() => new Trainer(Model, ModelSamples.Match(Model, Dataset), options).Run(reporter, StopToken), Model));
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
        finally
        {
            reporter.Complete();
        }
    }
}
