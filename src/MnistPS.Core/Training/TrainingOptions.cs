using System.Text.Json.Serialization;
using MnistPS.Data;
using MnistPS.Data.Augmentation;
using MnistPS.Numerics;
using MnistPS.Settings;
using MnistPS.Training.Checkpoints;
using MnistPS.Training.Engines;
using MnistPS.Training.Schedules;

namespace MnistPS.Training;

/// <summary>How to train. The defaults are Keras's.</summary>
[Configurable("training", OutOfRange = "TrainingSettingOutOfRange")]
public sealed record TrainingOptions
{
    /// <summary>Number of the last epoch: how many times all samples are gone through. Range: at least 1. Default: 1.</summary>
    [Setting(nameof(Epochs), AtLeast = 1, MayChange = true)]
    public int Epochs { get; init; } = 1;

    /// <summary>
    /// Epochs that earlier runs have done already: numbering, schedule, order and random numbers go on from there, up to
    /// <see cref="Epochs"/>. Range: 0 to below <see cref="Epochs"/>. Default: 0.
    /// </summary>
    [Setting(nameof(InitialEpoch), AtLeast = 0)]
    public int InitialEpoch { get; init; }

    /// <summary>Samples per step; more than there are is all of them. Range: at least 1. Default: 32.</summary>
    [Setting(nameof(BatchSize), AtLeast = 1)]
    public int BatchSize { get; init; } = 32;

    /// <summary>Whether samples come in a new random order in each epoch. Default: true.</summary>
    [Setting(nameof(Shuffle))]
    public bool Shuffle { get; init; } = true;

    /// <summary>
    /// Where order, dropout and augmentation come from; a random one if null. With a seed the same machine gives the same
    /// weights, bit for bit, provided that the model's own seed is the same too.
    /// </summary>
    [Setting(nameof(Seed))]
    public int? Seed { get; init; }

    /// <summary>
    /// The last share of the samples that is kept apart to measure on, before anything is shuffled. The number of samples that
    /// are learned from is rounded to the nearest (Keras rounds down, and keeps 199 of 1,000 for a share of 0.8). Range: 0 to
    /// below 1. Default: 0.
    /// </summary>
    [Setting(nameof(ValidationSplit), AtLeast = 0, Below = 1)]
    public double ValidationSplit { get; init; }

    /// <summary>Samples to measure on after each epoch, instead of a share of the training samples.</summary>
    [JsonIgnore]
    public SampleSet? Validation { get; init; }

    /// <summary>
    /// A factor, by label, of each sample's part in the loss; 1 for labels that are not named. The sum is still divided by
    /// the number of samples, as Keras does. Validation is not weighted. Range: at least 0, not 0 for all. Default: none.
    /// </summary>
    [Setting(nameof(ClassWeights))]
    public IReadOnlyDictionary<int, float>? ClassWeights { get; init; }

    /// <summary>How the size of a step changes. Default: not at all.</summary>
    [Setting(nameof(Schedule))]
    public LearningRateSchedule? Schedule { get; init; }

    /// <summary>
    /// What early stopping, plateaus and the best checkpoint look at. Default: the validation loss, or the loss where
    /// nothing is kept apart to measure on.
    /// </summary>
    [Setting(nameof(Monitor))]
    public MonitoredMetric? Monitor { get; init; }

    /// <summary>When to stop before the last epoch. Default: never.</summary>
    public EarlyStopping? EarlyStopping { get; init; }

    /// <summary>Where to save the state of the training after an epoch. Default: nowhere.</summary>
    public CheckpointOptions? Checkpoint { get; init; }

    /// <summary>How training images are varied on the fly. Default: not at all.</summary>
    public ImageAugmentation? Augmentation { get; init; }

    /// <summary>
    /// The memory of a moving average of the weights, such as 0.999: after step t, average += (1 − d)·(weights − average) with
    /// d = min(decay, (1 + t) / (10 + t)), as in TensorFlow's <c>ExponentialMovingAverage</c> with <c>num_updates</c>. (Keras's
    /// <c>use_ema</c> has d = decay from the first step.) Validation measures the averaged weights, and the model has them at
    /// the end. Range: 0 to below 1. Default: no average.
    /// </summary>
    [Setting(nameof(WeightAverageDecay), AtLeast = 0, Below = 1)]
    public double? WeightAverageDecay { get; init; }

    /// <summary>
    /// Threads that share the work on each batch. Range: 1 to 1024. Default: the number of processors, 4 at the most.
    /// The weights do not depend on it; with the engine TorchSharp they are the same, bit for bit, with the same number.
    /// </summary>
    [Setting(nameof(ThreadCount), AtLeast = 1, AtMost = WorkerPool.MaximumSize)]
    public int? ThreadCount { get; init; }

    /// <summary>Who computes. Default: the module's own code.</summary>
    [Setting(nameof(Engine))]
    public TrainingEngineKind Engine { get; init; }

    /// <summary>The metric that is looked at.</summary>
    [JsonIgnore]
    internal MonitoredMetric MonitoredMetric =>
        Monitor ?? (HasValidation ? MonitoredMetric.ValidationLoss : MonitoredMetric.Loss);

    private bool HasValidation => Validation is not null || ValidationSplit > 0;

    /// <summary>Refuses what is out of range.</summary>
    /// <exception cref="MnistPSException">A setting is out of range; the message names it.</exception>
    public void Check()
    {
        SettingList.Check(this);
        Check(InitialEpoch < Epochs, nameof(InitialEpoch), InitialEpoch, $"below the {Epochs} epochs that are asked for");
        foreach (var (label, weight) in ClassWeights ?? new Dictionary<int, float>())
            Check(weight >= 0 && float.IsFinite(weight), $"The class weight of the label {label}", weight, "at least 0 and finite");
        Check(Enum.IsDefined(Engine), nameof(Engine), (int)Engine, "Vector or TorchSharp");
        if (Validation is not null && ValidationSplit > 0)
            throw new MnistPSException(
                "ValidationAmbiguous",
                ErrorKind.InvalidArgument,
                "Both ValidationSplit and ValidationDataset are given: samples to measure on are kept apart, or they are a "
                + "dataset of their own. Give one of the two.");
        if (Schedule is not null)
            SettingList.Check(Schedule);
        CheckMonitor();
    }

    /// <summary>Refuses a setting that is out of range.</summary>
    internal static void Check(bool fits, string name, double value, string range)
    {
        if (!fits)
            throw new MnistPSException(
                "TrainingSettingOutOfRange", ErrorKind.InvalidArgument, $"{name} must be {range}; {value} was given.");
    }

    private void CheckMonitor()
    {
        if (!HasValidation && MonitoredMetric.NeedsValidation())
            throw new MnistPSException(
                "MonitorWithoutValidation",
                ErrorKind.InvalidArgument,
                $"{MonitoredMetric} cannot be monitored, since nothing is kept apart to measure on.");
    }
}
