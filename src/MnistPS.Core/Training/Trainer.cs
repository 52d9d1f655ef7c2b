using System.Diagnostics;
using System.Globalization;
using MnistPS.Data;
using MnistPS.Models;
using MnistPS.Numerics;
using MnistPS.Prediction;
using MnistPS.Training.Checkpoints;

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
        (_samples, _validation) = SplitOff(samples, options);
        _seed = options.Seed ?? Random.Shared.Next();
        _threads = ThreadsOf(options);
        _loader = new BatchLoader(_samples, options, _seed);
    }

    /// <summary>Prepares to go on with a training that was interrupted.</summary>
    /// <param name="checkpoint">Where it was.</param>
    /// <param name="samples">What it learned from.</param>
    /// <param name="options">
    /// How to go on; the checkpoint's own if null. With the same ones the result is the same, bit for bit, as if the
    /// training had not been interrupted. Seed and number of threads are the checkpoint's unless others are asked for.
    /// </param>
    /// <param name="model">A model of the same layers that takes over the state; the checkpoint's own if null.</param>
    /// <returns>The training.</returns>
    /// <exception cref="MnistPSException">Model, samples or options do not belong to the checkpoint.</exception>
    public static Trainer Resume(
        Checkpoint checkpoint, SampleSet samples, TrainingOptions? options = null, DenseModel? model = null)
    {
        var state = checkpoint.State;
        options ??= checkpoint.Options;
        CheckpointMatch.CheckEpochs(checkpoint, options);
        options = CheckpointMatch.CheckValidation(checkpoint, options) with
        {
            InitialEpoch = state.Epochs[^1].Epoch,
            Seed = options.Seed ?? state.Seed,
            ThreadCount = options.ThreadCount ?? state.ThreadCount,
        };
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
        var order = new EpochOrder(_samples.Count, _options, _seed);
        var score = new EpochMetrics(_model, _compilation);
        using var step = new TrainingStep(_model, _compilation, score, _loader, _threads, _seed);
        using var state = new TrainingState(_model, _options, _seed, _threads, _samples.Count, order.Batches);
        if (_resumed is not null)
            state.Restore(_resumed);

        var progress = new TrainingProgress(score, _options.InitialEpoch + 1, _options.Epochs, order.Batches);
        var reason = StopReason.Completed;
        for (var epoch = _options.InitialEpoch + 1; epoch <= _options.Epochs && reason == StopReason.Completed; epoch++)
        {
            progress.Epoch = epoch;
            var started = Stopwatch.GetTimestamp();
            RunBatches(order, step, state, progress, observer, cancellation);
            state.Average?.Show(average: true);
            var record = Measure(epoch, score, step, started, cancellation);
            reason = state.EpochDone(record);
            if (observer?.EpochDone(record) == false)
                reason = StopReason.Requested;
        }

        return state.Finish(reason);
    }

    /// <summary>Loss and optimizer of a model that must have been compiled.</summary>
    internal static Compilation CompilationOf(DenseModel model) => model.Compilation ?? throw new MnistPSException(
        "ModelNotCompiled",
        ErrorKind.InvalidOperation,
        $"The model '{model.Name}' has no loss and no optimizer yet. Pipe it through Build-DenseModel first.");

    /// <summary>The number of threads, which does not depend on how busy the machine is: a run can be repeated.</summary>
    internal static int ThreadsOf(TrainingOptions options) => options.ThreadCount ?? WorkerPool.DefaultSize;

    private static void RunBatches(
        EpochOrder order,
        TrainingStep step,
        TrainingState state,
        TrainingProgress progress,
        ITrainingObserver? observer,
        CancellationToken cancellation)
    {
        progress.Batch = 0;
        progress.Score.Reset();
        state.Average?.Show(average: false);
        order.Begin(progress.Epoch);
        step.Begin(progress.Epoch);
        while (progress.Batch < order.Batches)
        {
            cancellation.ThrowIfCancellationRequested();
            state.Rate.BeforeStep(((progress.Epoch - 1L) * order.Batches) + progress.Batch);
            step.Run(order[progress.Batch]);
            state.Average?.Update(step.WorkerPool);
            progress.Batch++;
            observer?.BatchDone(progress);
        }
    }

    private EpochRecord Measure(
        int epoch, EpochMetrics score, TrainingStep step, long started, CancellationToken cancellation)
    {
        var validation = Validate(step, cancellation);
        return new EpochRecord
        {
            Epoch = epoch,
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

    private EpochMetrics? Validate(TrainingStep step, CancellationToken cancellation)
    {
        if (_validation is null)
            return null;
        var score = new EpochMetrics(_model, _compilation);
        score.AddPenalty(step.Penalty());
        ModelRunner.Run(
            _model,
            _validation,
            (workspace, start) =>
            {
                for (var i = 0; i < score.Outputs.Length; i++)
                    score.Outputs[i].Add(workspace.Outputs[i], ModelRunner.Targets(_validation.Targets[i], workspace.Outputs[i].Layer, start, workspace.Rows));
            },
            step.WorkerPool,
            cancellation);
        return score;
    }

    // The last samples are split off before anything is shuffled, as Keras does.
    private static (SampleSet Training, SampleSet? Validation) SplitOff(SampleSet samples, TrainingOptions options)
    {
        var kept = (int)(samples.Count * (1 - options.ValidationSplit));
        if (options.Validation is not null || options.ValidationSplit == 0)
            return (samples, options.Validation);
        if (kept == 0 || kept == samples.Count)
            throw new MnistPSException(
                "ValidationSplitEmpty",
                ErrorKind.InvalidArgument,
                $"A ValidationSplit of {options.ValidationSplit} leaves {kept:N0} of {samples.Count:N0} samples to learn from "
                + $"and {samples.Count - kept:N0} to measure on; there must be some of both.");
        return (samples.Slice(0, kept), samples.Slice(kept, samples.Count - kept));
    }
}
