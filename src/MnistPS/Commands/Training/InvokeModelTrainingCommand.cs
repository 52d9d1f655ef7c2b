using System.Collections;
using System.Management.Automation;
using MnistPS.Cmdlets;
using MnistPS.Data;
using MnistPS.Data.Augmentation;
using MnistPS.Errors;
using MnistPS.Files;
using MnistPS.Models;
using MnistPS.Parameters;
using MnistPS.Paths;
using MnistPS.Progress;
using MnistPS.Training;
using MnistPS.Training.Checkpoints;
using MnistPS.Training.Engines;
using MnistPS.Training.Schedules;

namespace MnistPS.Commands.Training;

/// <summary>Trains a model on a dataset.</summary>
/// <remarks>
/// It is what Keras calls fit. The samples go through the network in batches; after each batch the optimizer changes the
/// weights. A progress bar shows epoch, batch, loss, accuracy and the time left. Ctrl+C stops it between two batches; the
/// model then keeps the weights of that moment. A model that was trained before goes on from where it is.
/// With -CheckpointPath, what was done up to the last whole epoch is saved, and -ResumeFrom goes on from there: an epoch that
/// Ctrl+C cuts off is done anew. A resumed training has the settings of its checkpoint. Only -Epochs, -ValidationDataset,
/// -Callback, -CheckpointPath and -CheckpointMode are taken from the command; any other parameter may be repeated, and is
/// refused if it contradicts the checkpoint. A validation dataset is no part of the file and must be given again. A training
/// that early stopping had ended stays finished.
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
/// $train | Invoke-ModelTraining -ResumeFrom ./night.safetensors -Epochs 30</code>
/// </example>
/// <example>
/// <para>The same training by libtorch's autograd: weights and losses agree but for rounding.</para>
/// <code>$train | Invoke-ModelTraining -Model $model -Engine TorchSharp</code>
/// </example>
/// <example>
/// <para>A model with two inputs learns from two datasets, whose images belong together: in order, or by layer.</para>
/// <code>$left, $right = 'left', 'right' | ForEach-Object { New-InputLayer 784 -Name $_ }
/// $both = $left, $right | New-ConcatenateLayer | New-DenseLayer 10 -Activation Softmax | New-DenseModel -InputLayer $left, $right | Build-DenseModel
/// Invoke-ModelTraining -Model $both -Dataset $train, $train
/// Invoke-ModelTraining -Model $both -Dataset @{ left = $train; right = $train }</code>
/// </example>
/// <example>
/// <para>Train and measure in one pipeline: a run carries its model.</para>
/// <code>$train | Invoke-ModelTraining -Model $model | Test-ModelAccuracy -Dataset $test</code>
/// </example>
[Cmdlet(VerbsLifecycle.Invoke, "ModelTraining", SupportsShouldProcess = true, DefaultParameterSetName = TrainSet)]
[OutputType(typeof(TrainingRun))]
public sealed class InvokeModelTrainingCommand : ModuleCmdlet
{
    private const string TrainSet = "Train";
    private const string ResumeSet = "Resume";

    private bool _hasTrained;

    /// <summary>
    /// The images and labels to learn from. For a model with several inputs or outputs, a dataset for each input (the labels
    /// are those of the first), or for each input and then for each output, in their order; or a hashtable with a dataset for
    /// each layer's name. Image number i of each belongs to the same sample. A dataset of the split Test is warned of, and is
    /// refused where it is piped in after one to train with.
    /// </summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [DatasetList]
    public ModelDatasets Dataset { get; set; } = null!;

    /// <summary>
    /// The model, compiled with Build-DenseModel. A training run carries its own. A checkpoint does too: with -ResumeFrom the
    /// model may be left out, and one that is given must have the same layers.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = TrainSet)]
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = ResumeSet)]
    public DenseModel? Model { get; set; }

    /// <summary>How many times all samples are gone through. Default: 1.</summary>
    [Parameter]
    public int? Epochs { get; set; }

    /// <summary>Samples per change of the weights; more than there are is all of them. Range: at least 1. Default: 32.</summary>
    [Parameter]
    public int? BatchSize { get; set; }

    /// <summary>
    /// The last share of the samples that is kept apart to measure on after each epoch. The number of those that are learned from
    /// is rounded to the nearest, as in Split-DigitDataset (Keras rounds down). Default: 0.
    /// </summary>
    [Parameter]
    public double? ValidationSplit { get; set; }

    /// <summary>Seed of the order of the samples and of all other random numbers. Default: a random one.</summary>
    [Parameter]
    public int? Seed { get; set; }

    /// <summary>Goes through the samples in their own order.</summary>
    [Parameter]
    public SwitchParameter NoShuffle { get; set; }

    /// <summary>
    /// A dataset to measure on after each epoch, instead of a share of the training samples. Several, or a hashtable, as for
    /// -Dataset.
    /// </summary>
    [Parameter]
    [DatasetList]
    public ModelDatasets? ValidationDataset { get; set; }

    /// <summary>
    /// A factor for each label's part in the loss, such as @{ 8 = 2 }: mistakes with an 8 count twice. At least 0, and not 0 for
    /// all labels; labels that are not named have 1.
    /// </summary>
    [Parameter]
    public Hashtable? ClassWeight { get; set; }

    /// <summary>Epochs that earlier runs have done: numbering, schedule and order go on from there, up to -Epochs.</summary>
    [Parameter]
    public int? InitialEpoch { get; set; }

    /// <summary>How the size of a step changes. The compiled learning rate is the largest. Default: Constant.</summary>
    [Parameter]
    [FlatList]
    public ScheduleKind? LearningRateSchedule { get; set; }

    /// <summary>
    /// Epochs over which the rate grows from 0 up to the compiled one, before the schedule begins: step i of n, counted from 0,
    /// has rate·i/n, as in Keras. Default: 0.
    /// </summary>
    [Parameter]
    public double? WarmupEpochs { get; set; }

    /// <summary>What the rate is multiplied by: in each epoch (Exponential), at each step (Step), at a plateau (ReduceOnPlateau).</summary>
    [Parameter]
    public double? DecayRate { get; set; }

    /// <summary>Epochs between two steps of the schedule Step, or epochs without improvement of ReduceOnPlateau. Default: 10.</summary>
    [Parameter]
    public int? DecayEpochs { get; set; }

    /// <summary>Epochs after a reduction by ReduceOnPlateau in which no plateau is looked for. Default: 0.</summary>
    [Parameter]
    public int? CooldownEpochs { get; set; }

    /// <summary>The smallest rate that ReduceOnPlateau makes. Default: 0.</summary>
    [Parameter]
    public double? MinimumLearningRate { get; set; }

    /// <summary>A change by less than this is a plateau for ReduceOnPlateau. Default: 0.0001.</summary>
    [Parameter]
    public double? PlateauDelta { get; set; }

    /// <summary>What early stopping and plateaus look at. Default: ValidationLoss, or Loss where nothing is kept apart.</summary>
    [Parameter]
    [FlatList]
    public MonitoredMetric? Monitor { get; set; }

    /// <summary>Stops when the monitored metric has not improved for so many epochs. Default: never.</summary>
    [Parameter]
    public int? Patience { get; set; }

    /// <summary>
    /// A change by at most this is no improvement for -Patience, compared as Keras does: value − delta with the best. The best
    /// epoch, for -RestoreBestWeights and -CheckpointMode Best, is the best all the same. Default: 0.
    /// </summary>
    [Parameter]
    public double? MinimumDelta { get; set; }

    /// <summary>Epochs at the beginning in which no patience runs out. Default: 0.</summary>
    [Parameter]
    public int? StartFromEpoch { get; set; }

    /// <summary>A value of the monitored metric that has to be improved on before the patience begins anew. Default: none.</summary>
    [Parameter]
    public double? Baseline { get; set; }

    /// <summary>Leaves the model with the weights of its best epoch instead of those of the last one.</summary>
    [Parameter]
    public SwitchParameter RestoreBestWeights { get; set; }

    /// <summary>
    /// A script block that is called after each epoch, on the pipeline's thread, with the epoch's record as $_ and as its
    /// first argument. If it returns $false, the training stops.
    /// </summary>
    [Parameter]
    public ScriptBlock? Callback { get; set; }

    /// <summary>Varies the training images on the fly: shift along each axis by up to so many pixels. Default: 0.</summary>
    [Parameter]
    public float? ShiftRange { get; set; }

    /// <summary>Varies the training images on the fly: rotation by up to so many degrees. Default: 0.</summary>
    [Parameter]
    public float? RotationRange { get; set; }

    /// <summary>Varies the training images on the fly: size by up to this share, 0.1 being from 90 to 110%. Default: 0.</summary>
    [Parameter]
    public float? ScaleRange { get; set; }

    /// <summary>Varies the training images on the fly: slant by up to so many columns per row. Default: 0.</summary>
    [Parameter]
    public float? ShearRange { get; set; }

    /// <summary>Varies the training images on the fly: elastic displacement by up to so many pixels. Default: 0.</summary>
    [Parameter]
    public float? ElasticRange { get; set; }

    /// <summary>
    /// The memory of a moving average of the weights, such as 0.999, which the model has at the end: after step t,
    /// average += (1 − d)·(weights − average) with d = min(decay, (1 + t) / (10 + t)). That is TensorFlow's average with
    /// num_updates; in Keras's use_ema d is the decay from the first step, and the random first weights last longer.
    /// Default: none.
    /// </summary>
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
    [FlatList]
    public CheckpointMode? CheckpointMode { get; set; }

    /// <summary>
    /// Goes on from a checkpoint: with the same dataset the weights become those of a training that was never interrupted,
    /// bit for bit. The settings are the checkpoint's, except for a larger number of -Epochs and other checkpoints. Without
    /// -CheckpointPath, later checkpoints replace the very file that is named here and no other, even if it is one of a
    /// series that {epoch} has made.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = ResumeSet)]
    public string? ResumeFrom { get; set; }

    /// <summary>
    /// Threads that share the work on each batch. Default: the number of processors, 4 at the most. The weights do not depend
    /// on it; with -Engine TorchSharp they are the same, bit for bit, with the same number.
    /// </summary>
    [Parameter]
    public int? ThreadCount { get; set; }

    /// <summary>
    /// Who computes: Vector, the module's own code, or TorchSharp, libtorch's autograd on the same network with the same
    /// optimizer, to compare the two or to check one against the other. libtorch is loaded only then. Default: Vector.
    /// </summary>
    [Parameter]
    [FlatList]
    public TrainingEngineKind? Engine { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (IsTestSetAfterTraining())
            return;
        var trainer = Require(CreateTrainer, Model);
        var checkpoints = trainer.Options.Checkpoint?.Path;
        if (!ShouldProcess($"{trainer.Model}", checkpoints is null ? "Train" : $"Train, and write checkpoints to '{checkpoints}'"))
            return;
        WriteObject(Require(() => Train(trainer), trainer.Model));
        _hasTrained = true;
    }

    // Get-MnistDataset writes two datasets, the second of which is there to measure with.
    private bool IsTestSetAfterTraining()
    {
        var test = Dataset.Datasets.FirstOrDefault(dataset => dataset.Split == nameof(MnistSplits.Test));
        if (test is null)
            return false;
        if (_hasTrained)
            WriteError(ErrorRecords.Create(
                "TestSplitInTraining",
                ErrorCategory.InvalidArgument,
                $"The dataset {test} is of the split Test and came after one to train with: the model was not trained on it. "
                + "Take the two apart, as in $train, $test = Get-MnistDataset, and pipe $train alone.",
                test));
        else
            WriteWarning(
                $"The dataset {test} is of the split Test: what a model has learned from cannot tell how good it is on images "
                + "that it has not seen. Train with the split Train.");
        return _hasTrained;
    }

    private TrainingRun Train(Trainer trainer)
    {
        using var reporter = new TrainingReporter(this, Callback is null ? null : RunCallback);
        foreach (var advice in trainer.Advice)
            WriteWarning(TrainingWarnings.Of(advice));
        var run = trainer.Run(reporter, StopToken);
        if (run.StopReason == StopReason.LossNotFinite)
            WriteWarning(TrainingWarnings.LossNotFinite(run));
        if (trainer.IsFinished)
            WriteWarning(TrainingWarnings.Finished(run));
        return run;
    }

    private Trainer CreateTrainer() => ResumeFrom is null
        ? new Trainer(Model!, Dataset.Match(Model!), CreateOptions(new TrainingOptions(), Model!))
        : Resume(Checkpoint.Load(FilePaths.ResolveFile(this, ResumeFrom)));

    private Trainer Resume(Checkpoint checkpoint)
    {
        var model = Model ?? checkpoint.Model;
        try
        {
            return Trainer.Resume(checkpoint, Dataset.Match(model), CreateOptions(checkpoint.Options, model), Model);
        }
        catch (MnistPSException error) when (error.Data["Setting"] is string setting)
        {
            throw new MnistPSException(
                error.ErrorId,
                error.Kind,
                $"{error.Message} Leave -{ParameterOf(setting)} out, or begin a new training without -ResumeFrom.",
                error);
        }
    }

    // What is not given stays as it is: the default, or what a checkpoint says.
    private TrainingOptions CreateOptions(TrainingOptions own, DenseModel model) => own with
    {
        Epochs = Epochs ?? own.Epochs,
        InitialEpoch = InitialEpoch ?? own.InitialEpoch,
        BatchSize = BatchSize ?? own.BatchSize,
        ValidationSplit = ValidationSplit ?? own.ValidationSplit,
        Validation = ValidationDataset?.Match(model),
        Seed = Seed ?? own.Seed,
        Shuffle = IsGiven(nameof(NoShuffle)) ? !NoShuffle : own.Shuffle,
        ClassWeights = ClassWeight is null ? own.ClassWeights : ClassWeights.Read(ClassWeight),
        Schedule = CreateSchedule(own.Schedule),
        Monitor = Monitor ?? own.Monitor,
        EarlyStopping = CreateEarlyStopping(own.EarlyStopping),
        Checkpoint = CreateCheckpoint(own.Checkpoint, InitialEpoch ?? own.InitialEpoch),
        Augmentation = CreateAugmentation(own.Augmentation ?? new ImageAugmentation()),
        WeightAverageDecay = WeightAverageDecay ?? own.WeightAverageDecay,
        ThreadCount = ThreadCount ?? own.ThreadCount,
        Engine = Engine ?? own.Engine,
    };

    private LearningRateSchedule? CreateSchedule(LearningRateSchedule? own)
    {
        var given = new Dictionary<string, object?>
        {
            [nameof(WarmupEpochs)] = WarmupEpochs,
            [nameof(DecayRate)] = DecayRate,
            [nameof(DecayEpochs)] = DecayEpochs,
            [nameof(CooldownEpochs)] = CooldownEpochs,
            [nameof(MinimumLearningRate)] = MinimumLearningRate,
            [nameof(PlateauDelta)] = PlateauDelta,
        };
        return MnistPS.Training.Schedules.LearningRateSchedule.Create(
            LearningRateSchedule, given.Where(entry => entry.Value is not null).ToDictionary(), own);
    }

    private EarlyStopping? CreateEarlyStopping(EarlyStopping? own)
    {
        var stopping = own ?? EarlyStopping.Never;
        stopping = stopping with
        {
            Patience = Patience ?? stopping.Patience,
            MinimumDelta = MinimumDelta ?? stopping.MinimumDelta,
            StartFromEpoch = StartFromEpoch ?? stopping.StartFromEpoch,
            Baseline = Baseline ?? stopping.Baseline,
            RestoreBestWeights = IsGiven(nameof(RestoreBestWeights)) ? RestoreBestWeights : stopping.RestoreBestWeights,
        };
        if (own is null && Patience is null && new[] { nameof(MinimumDelta), nameof(StartFromEpoch), nameof(Baseline) }.FirstOrDefault(IsGiven) is { } idle)
            throw WithoutEffect(idle, "-Patience");
        return stopping == EarlyStopping.Never ? null : stopping;
    }

    private ImageAugmentation CreateAugmentation(ImageAugmentation own) => own with
    {
        ShiftRange = ShiftRange ?? own.ShiftRange,
        RotationRange = RotationRange ?? own.RotationRange,
        ScaleRange = ScaleRange ?? own.ScaleRange,
        ShearRange = ShearRange ?? own.ShearRange,
        ElasticRange = ElasticRange ?? own.ElasticRange,
    };

    private CheckpointOptions? CreateCheckpoint(CheckpointOptions? own, int epochsBefore)
    {
        var mode = CheckpointMode ?? own?.Mode ?? MnistPS.Training.Checkpoints.CheckpointMode.EveryEpoch;
        if (CheckpointPath is not null)
            own = new CheckpointOptions { Path = FilePaths.ResolveNew(this, CheckpointPath) };
        if (own is not null)
        {
            // Before an epoch has been trained in vain.
            AtomicFile.Check(own.PathOf(epochsBefore + 1));
            return own with { Mode = mode };
        }

        return CheckpointMode is null ? null : throw WithoutEffect(nameof(CheckpointMode), "-CheckpointPath");
    }

    private bool IsGiven(string parameter) => MyInvocation.BoundParameters.ContainsKey(parameter);

    // The engine's settings have the names of the parameters, but for these.
    private static string ParameterOf(string setting) => setting switch
    {
        nameof(TrainingOptions.Shuffle) => nameof(NoShuffle),
        nameof(TrainingOptions.ClassWeights) => nameof(ClassWeight),
        nameof(TrainingOptions.Schedule) => nameof(LearningRateSchedule),
        _ => setting,
    };

    private static MnistPSException WithoutEffect(string name, string needed) => new(
        "TrainingSettingWithoutEffect", ErrorKind.InvalidArgument, $"{name} has an effect only with {needed}. Give that too.");

    // Whatever the script block returns besides $false is no business of the training.
    private bool RunCallback(EpochRecord record)
    {
        var variables = new List<PSVariable> { new("_", record) };
        var output = Callback!.InvokeWithContext(functionsToDefine: null, variables, record);
        return !output.Any(item => item?.BaseObject is false);
    }
}
