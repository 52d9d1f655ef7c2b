using System.Collections;
using System.Globalization;
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
/// <para>As accurate as it gets: varied images, one cycle of the learning rate, the average of the weights.</para>
/// <code>$train | Invoke-ModelTraining -Model $model -Epochs 20 -BatchSize 128 -LearningRateSchedule OneCycle -ShiftRange 1.5 -RotationRange 10 -ScaleRange 0.1 -ElasticRange 2 -WeightAverageDecay 0.999</code>
/// </example>
/// <example>
/// <para>Stop when the validation loss has not improved for three epochs, and tell of each epoch.</para>
/// <code>$train | Invoke-ModelTraining -Model $model -Epochs 50 -ValidationSplit 0.1 -Patience 3 -RestoreBestWeights -Callback { "epoch $($_.Epoch): $($_.ValidationLoss)" | Out-Default }</code>
/// </example>
/// <example>
/// <para>Save the state after each epoch, and go on another day: where it was stopped, or further than was planned.</para>
/// <code>$train | Invoke-ModelTraining -Model $model -Epochs 20 -CheckpointPath ./night.safetensors
/// $train | Invoke-ModelTraining -Model $model -ResumeFrom ./night.safetensors -Epochs 30</code>
/// </example>
/// <example>
/// <para>Train and measure in one pipeline: a run carries its model.</para>
/// <code>$train | Invoke-ModelTraining -Model $model | Test-ModelAccuracy -Dataset $test</code>
/// </example>
[Cmdlet(VerbsLifecycle.Invoke, "ModelTraining", SupportsShouldProcess = true)]
[OutputType(typeof(TrainingRun))]
public sealed class InvokeModelTrainingCommand : ModuleCmdlet
{
    private const double DefaultDecay = 0.9;
    private const double DefaultReduction = 0.1;
    private const int DefaultDecayEpochs = 10;

    /// <summary>The images and labels to learn from.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    public DigitDataset Dataset { get; set; } = null!;

    /// <summary>The model, compiled with Build-DenseModel. A training run carries its own.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
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

    /// <summary>A dataset to measure on after each epoch, instead of a share of the training samples.</summary>
    [Parameter]
    public DigitDataset? ValidationDataset { get; set; }

    /// <summary>A factor for each label's part in the loss, such as @{ 8 = 2 }: mistakes with an 8 count twice.</summary>
    [Parameter]
    public Hashtable? ClassWeight { get; set; }

    /// <summary>Epochs that earlier runs have done: numbering, schedule and order go on from there, up to -Epochs.</summary>
    [Parameter]
    public int InitialEpoch { get; set; }

    /// <summary>How the size of a step changes. The compiled learning rate is the largest. Default: Constant.</summary>
    [Parameter]
    public ScheduleKind LearningRateSchedule { get; set; } = ScheduleKind.Constant;

    /// <summary>Epochs over which the rate grows up to the compiled one, before the schedule begins. Default: 0.</summary>
    [Parameter]
    public double WarmupEpochs { get; set; }

    /// <summary>What the rate is multiplied by: in each epoch (Exponential), at each step (Step), at a plateau (ReduceOnPlateau).</summary>
    [Parameter]
    public double? DecayRate { get; set; }

    /// <summary>Epochs between two steps of the schedule Step, or epochs without improvement of ReduceOnPlateau. Default: 10.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? DecayEpochs { get; set; }

    /// <summary>What early stopping and plateaus look at. Default: ValidationLoss, or Loss where nothing is kept apart.</summary>
    [Parameter]
    public MonitoredMetric? Monitor { get; set; }

    /// <summary>Stops when the monitored metric has not improved for so many epochs. Default: never.</summary>
    [Parameter]
    public int? Patience { get; set; }

    /// <summary>A change by at most this is no improvement. Default: 0.</summary>
    [Parameter]
    public double MinimumDelta { get; set; }

    /// <summary>Leaves the model with the weights of its best epoch instead of those of the last one.</summary>
    [Parameter]
    public SwitchParameter RestoreBestWeights { get; set; }

    /// <summary>
    /// A script block that is called after each epoch, on the pipeline's thread, with the epoch's record as $_ and as its
    /// first argument. If it puts out $false, the training stops.
    /// </summary>
    [Parameter]
    public ScriptBlock? Callback { get; set; }

    /// <summary>Varies the training images on the fly: shift along each axis by up to so many pixels. Default: 0.</summary>
    [Parameter]
    public float ShiftRange { get; set; }

    /// <summary>Varies the training images on the fly: rotation by up to so many degrees. Default: 0.</summary>
    [Parameter]
    public float RotationRange { get; set; }

    /// <summary>Varies the training images on the fly: size by up to this share, 0.1 being from 90 to 110%. Default: 0.</summary>
    [Parameter]
    public float ScaleRange { get; set; }

    /// <summary>Varies the training images on the fly: slant by up to so many columns per row. Default: 0.</summary>
    [Parameter]
    public float ShearRange { get; set; }

    /// <summary>Varies the training images on the fly: elastic displacement by up to so many pixels. Default: 0.</summary>
    [Parameter]
    public float ElasticRange { get; set; }

    /// <summary>The memory of a moving average of the weights, such as 0.999, which the model has at the end. Default: none.</summary>
    [Parameter]
    public double? WeightAverageDecay { get; set; }

    /// <summary>
    /// Saves the whole state of the training into this file after an epoch, so that it can be resumed. {epoch} in the name
    /// becomes the number of the epoch, 01, 02 and so on, and a file for each stays; put such a name in quotes, since
    /// PowerShell reads braces as a script block.
    /// </summary>
    [Parameter]
    public string? CheckpointPath { get; set; }

    /// <summary>When to save: after every epoch, or after those that are the best so far. Default: EveryEpoch.</summary>
    [Parameter]
    public CheckpointMode CheckpointMode { get; set; } = CheckpointMode.EveryEpoch;

    /// <summary>
    /// Goes on from a checkpoint: with the same dataset the weights become those of a training that was never interrupted,
    /// bit for bit. The settings are the checkpoint's, except for a larger number of -Epochs and another -CheckpointPath.
    /// </summary>
    [Parameter]
    public string? ResumeFrom { get; set; }

    /// <summary>Shares into which each batch is taken apart, one for each thread. Default: the processors, 4 at the most.</summary>
    [Parameter]
    public int? ThreadCount { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var checkpoints = CheckpointPath is null ? null : Require(() => FilePaths.ResolveNewFile(this, CheckpointPath), CheckpointPath);
        if (!ShouldProcess($"{Model}", checkpoints is null ? "Train" : $"Train, and write checkpoints to '{checkpoints}'"))
            return;
        var reporter = new TrainingReporter(this, Callback is null ? null : RunCallback);
        try
        {
            WriteObject(Require(
                () => CreateTrainer(checkpoints).Run(reporter, StopToken),
                Model));
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

    private Trainer CreateTrainer(string? checkpoints)
    {
        var samples = ModelSamples.Match(Model, Dataset);
        if (ResumeFrom is null)
            return new Trainer(Model, samples, CreateOptions(checkpoints));
        var checkpoint = Checkpoint.Load(FilePaths.ResolveFile(this, ResumeFrom));
        var options = MyInvocation.BoundParameters.ContainsKey(nameof(Epochs))
            ? checkpoint.Options with { Epochs = Epochs }
            : checkpoint.Options;
        if (checkpoints is not null)
            options = options with { Checkpoint = CreateCheckpoint(checkpoints) };
        return Trainer.Resume(checkpoint, samples, options, Model);
    }

    private CheckpointOptions CreateCheckpoint(string path) => new() { Path = path, Mode = CheckpointMode };

    private TrainingOptions CreateOptions(string? checkpoints) => new()
    {
        Epochs = Epochs,
        InitialEpoch = InitialEpoch,
        BatchSize = BatchSize,
        ValidationSplit = ValidationSplit,
        Validation = ValidationDataset is null ? null : ModelSamples.Match(Model, ValidationDataset),
        Seed = Seed,
        Shuffle = !NoShuffle,
        ClassWeights = ClassWeight is null ? null : ReadClassWeights(ClassWeight),
        Schedule = CreateSchedule(),
        Monitor = Monitor,
        EarlyStopping = CreateEarlyStopping(),
        Checkpoint = checkpoints is null ? null : CreateCheckpoint(checkpoints),
        Augmentation = new ImageAugmentation
        {
            Shift = ShiftRange,
            Rotation = RotationRange,
            Scale = ScaleRange,
            Shear = ShearRange,
            Elastic = ElasticRange,
        },
        WeightAverageDecay = WeightAverageDecay,
        ThreadCount = ThreadCount,
    };

    private LearningRateSchedule? CreateSchedule() => LearningRateSchedule switch
    {
        ScheduleKind.Step => new StepSchedule
        {
            WarmupEpochs = WarmupEpochs,
            StepEpochs = DecayEpochs ?? DefaultDecayEpochs,
            DecayRate = DecayRate ?? DefaultReduction,
        },
        ScheduleKind.Exponential => new ExponentialSchedule { WarmupEpochs = WarmupEpochs, DecayRate = DecayRate ?? DefaultDecay },
        ScheduleKind.Cosine => new CosineSchedule { WarmupEpochs = WarmupEpochs },
        ScheduleKind.OneCycle => new OneCycleSchedule { WarmupEpochs = WarmupEpochs },
        ScheduleKind.ReduceOnPlateau => new ReduceOnPlateauSchedule
        {
            WarmupEpochs = WarmupEpochs,
            Patience = DecayEpochs ?? DefaultDecayEpochs,
            ReductionFactor = DecayRate ?? DefaultReduction,
        },
        _ => WarmupEpochs == 0 ? null : new ConstantSchedule { WarmupEpochs = WarmupEpochs },
    };

    private EarlyStopping? CreateEarlyStopping() => Patience is null && !RestoreBestWeights
        ? null
        : new EarlyStopping
        {
            Patience = Patience ?? int.MaxValue,
            MinimumDelta = MinimumDelta,
            RestoreBestWeights = RestoreBestWeights,
        };

    private static Dictionary<int, float> ReadClassWeights(Hashtable weights)
    {
        var result = new Dictionary<int, float>();
        foreach (DictionaryEntry entry in weights)
        {
            if (!LanguagePrimitives.TryConvertTo(entry.Key, CultureInfo.InvariantCulture, out int label)
                || !LanguagePrimitives.TryConvertTo(entry.Value, CultureInfo.InvariantCulture, out float weight))
                throw new MnistPSException(
                    "ClassWeightInvalid",
                    ErrorKind.InvalidArgument,
                    $"ClassWeight takes a factor for each label, such as @{{ 8 = 2 }}; {entry.Key} = {entry.Value} was given.");
            result[label] = weight;
        }

        return result;
    }

    // Whatever the script block puts out besides $false is no business of the training.
    private bool RunCallback(EpochRecord record)
    {
        var variables = new List<PSVariable> { new("_", record) };
        var output = Callback!.InvokeWithContext(functionsToDefine: null, variables, record);
        return !output.Any(item => item?.BaseObject is false);
    }
}
