using System.Diagnostics;
using System.Globalization;
using MnistPS.Data;
using MnistPS.Models;
using MnistPS.Numerics;
using MnistPS.Prediction;
using MnistPS.Training.Callbacks;
using MnistPS.Training.Checkpoints;
using MnistPS.Training.Engines;

namespace MnistPS.Training;

/// <summary>Trains a model: batches forward, loss, batches backward, a step of the optimizer, epoch after epoch.</summary>
public sealed class Trainer
{
    private readonly DenseModel _model;
    private readonly Compilation _compilation;
    private readonly TrainingOptions _options;
    private readonly SampleSet _samples;
    private readonly SampleSet? _validation;
    private readonly BatchLoader _loader;
    private readonly int _seed;
    private readonly int _threads;
    private readonly Checkpoint? _resumed;

    /// <summary>The model that is trained.</summary>
    public DenseModel Model => _model;

    /// <summary>How it is trained; those of a resumed training are its checkpoint's.</summary>
    public TrainingOptions Options => _options;

    /// <summary>What trains, but hardly as it was meant.</summary>
    public IReadOnlyList<TrainingAdvice> Advice => TrainingAdvice.Of(_model, _samples, _validation, _options);

    /// <summary>
    /// Whether early stopping had ended the training of the checkpoint: it stays finished, and running it gives what it ended
    /// with, the best weights included where they were wanted.
    /// </summary>
    public bool IsFinished => _resumed is { State: var state }
        && _options.EarlyStopping?.IsOver(state.StoppingWatch, state.Epochs[^1].Epoch) == true;

    /// <summary>Prepares a training.</summary>
    /// <param name="model">The model, compiled.</param>
    /// <param name="samples">What to learn from.</param>
    /// <param name="options">How to train.</param>
    /// <exception cref="MnistPSException">The model is not compiled, or a setting is out of range.</exception>
    public Trainer(DenseModel model, SampleSet samples, TrainingOptions options)
        : this(model, samples, options, resumed: null)
    {
    }

    private Trainer(DenseModel model, SampleSet samples, TrainingOptions options, Checkpoint? resumed)
    {
        options.Check();
        _model = model;
        _options = options;
        _resumed = resumed;
        _compilation = CompilationOf(model);
        (_samples, _validation) = SplitOff(samples, options, resumed?.State.SampleCount);
        _seed = options.Seed ?? Random.Shared.Next();
        _threads = ThreadsOf(options);
        _loader = new BatchLoader(_samples, options, _seed);
    }

    /// <summary>Prepares to go on with a training that was interrupted.</summary>
    /// <param name="checkpoint">Where it was.</param>
    /// <param name="samples">What it learned from.</param>
    /// <param name="options">
    /// How to go on; the checkpoint's own if null. The result is the same, bit for bit, as if the training had not been
    /// interrupted: no more than the number of epochs, the validation dataset and where checkpoints go may differ.
    /// </param>
    /// <param name="model">A model of the same layers that takes over the state; the checkpoint's own if null.</param>
    /// <returns>The training.</returns>
    /// <exception cref="MnistPSException">Model, samples or options do not belong to the checkpoint.</exception>
    public static Trainer Resume(
        Checkpoint checkpoint, SampleSet samples, TrainingOptions? options = null, DenseModel? model = null)
    {
        options ??= checkpoint.Options;
        SettingsMatch.Check(checkpoint.Options, options);
        CheckpointMatch.CheckEpochs(checkpoint, options);
        CheckpointMatch.CheckValidation(checkpoint, options);
        if (model is not null)
            CheckpointMatch.TakeOver(checkpoint, model);
        var trainer = new Trainer(model ?? checkpoint.Model, samples, options, checkpoint);
        CheckpointMatch.CheckSamples(checkpoint, trainer._samples.Count);
        return trainer;
    }

    /// <summary>Trains.</summary>
    /// <param name="observer">Is told how it goes; may be null.</param>
    /// <param name="cancellation">Stops between two batches; the model keeps the weights of that moment.</param>
    /// <returns>What each epoch brought.</returns>
    /// <exception cref="MnistPSException">The model is being trained already (<c>ModelInTraining</c>).</exception>
    public TrainingRun Run(ITrainingObserver? observer = null, CancellationToken cancellation = default)
    {
        _model.BeginTraining();
        try
        {
            return RunEpochs(observer, cancellation);
        }
        finally
        {
            _model.EndTraining();
        }
    }

    private TrainingRun RunEpochs(ITrainingObserver? observer, CancellationToken cancellation)
    {
        using var pool = new WorkerPool(_threads);
        var order = new EpochOrder(_samples.Count, _options, _seed);
        var metrics = new EpochMetrics(_model, _compilation);
        var epochs = new List<EpochRecord>(_resumed?.Epochs ?? []);
        using var step = TrainingEngines.CreateStep(_options.Engine, new StepContext(_model, _loader, metrics, pool, _seed));
        using var callbacks = new CallbackList();
        var best = AddCallbacks(callbacks, pool, order.Batches, epochs, observer);
        if (_resumed is not null)
            callbacks.Restore(_resumed);

        var progress = new TrainingProgress(metrics, _options.InitialEpoch, _options.Epochs, order.Batches);
        var loop = new TrainingLoop(step, order, callbacks);
        callbacks.TrainingBegin(progress);
        while (progress.StopReason is null && progress.Epoch < _options.Epochs)
        {
            var started = Stopwatch.GetTimestamp();
            loop.RunEpoch(progress, cancellation);
            callbacks.ValidationBegin();
            epochs.Add(Measure(progress, pool, started, cancellation));
            callbacks.EpochEnd(progress, epochs[^1]);
        }

        callbacks.TrainingEnd();
        return Describe(epochs, progress.StopReason ?? StopReason.Completed, best);
    }

    // In the order in which they are called: who decides or saves comes after those whose state it looks at.
    private BestEpochCallback AddCallbacks(
        CallbackList callbacks, WorkerPool pool, int batches, List<EpochRecord> epochs, ITrainingObserver? observer)
    {
        var metric = _options.MonitoredMetric;
        callbacks.Add(new OptimizerMemory(_model));
        callbacks.Add(new LearningRateCallback(_compilation.Optimizer, _options.Schedule, metric, batches, _options.Epochs));
        if (_options.WeightAverageDecay is { } decay)
            callbacks.Add(new WeightAverageCallback(_model, decay, pool));
        var best = callbacks.Add(new BestEpochCallback(_model, metric, _options.EarlyStopping?.RestoreBestWeights == true));
        if (_options.EarlyStopping is { } stopping)
            callbacks.Add(new EarlyStoppingCallback(stopping, metric));
        callbacks.Add(new NonFiniteLossCallback());
        if (_options.Checkpoint is { } checkpoint)
            callbacks.Add(new CheckpointCallback(_model, checkpoint, () => BeginCheckpoint(epochs), callbacks, best));
        if (observer is not null)
            callbacks.Add(new ObserverCallback(observer));
        return best;
    }

    private CheckpointContent BeginCheckpoint(IReadOnlyList<EpochRecord> epochs) => new()
    {
        State = CheckpointState.Create(_options, _seed, _threads, _samples.Count, epochs),
    };

    private TrainingRun Describe(IReadOnlyList<EpochRecord> epochs, StopReason reason, BestEpochCallback best) =>
        new(_model, _options, _seed, epochs)
        {
            ThreadCount = _threads,
            StopReason = reason,
            BestEpoch = best.Epoch,
            BestWeightsRestored = best.HasWeights,
        };

    /// <summary>Loss and optimizer of a model that must have been compiled.</summary>
    internal static Compilation CompilationOf(DenseModel model) => model.Compilation ?? throw new MnistPSException(
        "ModelNotCompiled",
        ErrorKind.InvalidOperation,
        $"The model '{model.Name}' has no loss and no optimizer yet.");

    /// <summary>The number of threads, which does not depend on how busy the machine is: a run can be repeated.</summary>
    internal static int ThreadsOf(TrainingOptions options) => options.ThreadCount ?? WorkerPool.DefaultSize;

    private EpochRecord Measure(TrainingProgress progress, WorkerPool pool, long started, CancellationToken cancellation)
    {
        var score = progress.Score;
        var validation = Validate(pool, cancellation);
        return new EpochRecord
        {
            Epoch = progress.Epoch,
            Loss = score.Loss,
            Accuracy = score.Accuracy,
            TopKAccuracy = score.TopKAccuracy,
            ValidationLoss = validation?.Loss,
            ValidationAccuracy = validation?.Accuracy,
            ValidationTopKAccuracy = validation?.TopKAccuracy,
            Outputs = score.Describe(validation),
            LearningRate = Shortest(_compilation.Optimizer.LearningRate),
            Seconds = Stopwatch.GetElapsedTime(started).TotalSeconds,
        };
    }

    // The number as it was asked for: widened as it is, 0.001 would become 0.0010000000474974513.
    private static double Shortest(float number) =>
        double.Parse(number.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private EpochMetrics? Validate(WorkerPool pool, CancellationToken cancellation)
    {
        if (_validation is null)
            return null;
        var score = new EpochMetrics(_model, _compilation);
        score.AddPenalty(WeightPenalty.Of(_model), _validation.Count);
        ModelRunner.Run(
            _model,
            _validation,
            (workspace, start) =>
            {
                for (var i = 0; i < score.Outputs.Length; i++)
                {
                    var output = workspace.Outputs[i];
                    var targets = ModelRunner.Targets(_validation.Targets[i], output.Layer, start, workspace.Rows);
                    score.Outputs[i].Add(output.Output, targets, _compilation.OutputLosses[i].Evaluate(output, targets));
                }
            },
            pool,
            cancellation);
        return score;
    }

    // The last samples are split off before anything is shuffled, as Keras does.
    private static (SampleSet Training, SampleSet? Validation) SplitOff(
        SampleSet samples, TrainingOptions options, int? trainedBefore)
    {
        if (options.Validation is not null || options.ValidationSplit == 0)
            return (samples, options.Validation);
        var share = 1 - options.ValidationSplit;
        var kept = DatasetSplit.CountOf(share, samples.Count);

        // Version 0.1.0 rounded down, as Keras does: what it began with 199 of 1,000 samples goes on with them.
        if (trainedBefore == (int)(share * samples.Count))
            kept = trainedBefore.Value;
        if (kept == 0 || kept == samples.Count)
            throw new MnistPSException(
                "ValidationSplitEmpty",
                ErrorKind.InvalidArgument,
                $"A ValidationSplit of {options.ValidationSplit} leaves {kept:N0} of {samples.Count:N0} samples to learn from "
                + $"and {samples.Count - kept:N0} to measure on; there must be some of both.");
        return (samples.Slice(0, kept), samples.Slice(kept, samples.Count - kept));
    }
}
