using MnistPS.Data;
using MnistPS.Evaluation;
using MnistPS.Models;
using MnistPS.Numerics;

namespace MnistPS.Training;

/// <summary>Trains a model: batches forward, loss, batches backward, a step of the optimizer, epoch after epoch.</summary>
public sealed class Trainer
{
    private const int ShuffleStream = 1;
    private const int MostThreads = 4;

    private readonly DenseModel _model;
    private readonly Compilation _compilation;
    private readonly TrainingOptions _options;
    private readonly SampleSet _samples;
    private readonly SampleSet? _validation;
    private readonly int _seed;
    private readonly int _threads;
    private readonly RandomSource _shuffle;
    private readonly EpochScore _score;
    private readonly int[] _order;

    /// <summary>Prepares a training.</summary>
    /// <param name="model">The model, compiled.</param>
    /// <param name="samples">What to learn from.</param>
    /// <param name="options">How to train.</param>
    /// <exception cref="MnistPSException">The model is not compiled, or a setting is out of range.</exception>
    public Trainer(DenseModel model, SampleSet samples, TrainingOptions options)
    {
        options.Check();
        _model = model;
        _options = options;
        _compilation = model.Compilation ?? throw new MnistPSException(
            "ModelNotCompiled",
            ErrorKind.InvalidOperation,
            $"The model '{model.Name}' has no loss and no optimizer yet. Pipe it through Build-DenseModel first.");
        (_samples, _validation) = SplitOff(samples, options);
        _seed = options.Seed ?? Random.Shared.Next();
        _threads = options.ThreadCount ?? Math.Min(Environment.ProcessorCount, MostThreads);
        _shuffle = new RandomSource(_seed, ShuffleStream);
        _score = new EpochScore(model, _compilation);
        _order = [.. Enumerable.Range(0, _samples.Count)];
    }

    private int BatchCount => (_samples.Count + _options.BatchSize - 1) / _options.BatchSize;

    /// <summary>Trains.</summary>
    /// <param name="observer">Is told how it goes; may be null.</param>
    /// <param name="cancellation">Stops between two batches; the model keeps the weights of that moment.</param>
    /// <returns>What each epoch brought.</returns>
    public TrainingRun Run(ITrainingObserver? observer = null, CancellationToken cancellation = default)
    {
        using var step = new TrainingStep(_model, _compilation, _score, _samples, _options, _threads, _seed);
        using var rate = new LearningRateControl(_compilation.Optimizer, _options.Schedule, BatchCount, _options.Epochs);
        var average = _options.WeightAverageDecay is { } decay ? new WeightAverage(_model, decay) : null;
        var watch = new EpochWatch(_model, _options);
        var progress = new TrainingProgress(_score, _options.InitialEpoch + 1, _options.Epochs, BatchCount);
        var records = new List<EpochRecord>();
        SkipOrders(_options.InitialEpoch);
        try
        {
            for (var epoch = _options.InitialEpoch + 1; epoch <= _options.Epochs && watch.Reason is null; epoch++)
            {
                progress.Epoch = epoch;
                average?.Show(average: false);
                RunBatches(step, rate, average, progress, observer, cancellation);
                average?.Show(average: true);
                records.Add(Finish(progress, rate, cancellation));
                watch.EpochDone(records[^1], observer?.EpochDone(records[^1]) ?? true);
            }
        }
        finally
        {
            // However a training ends, the model has the averaged weights where they were asked for.
            average?.Show(average: true);
        }

        return new TrainingRun(_model, _options, _seed, records)
        {
            ThreadCount = _threads,
            StopReason = watch.Reason ?? StopReason.Completed,
            BestEpoch = watch.BestEpoch,
            BestWeightsRestored = watch.RestoreBest(),
        };
    }

    private void RunBatches(
        TrainingStep step,
        LearningRateControl rate,
        WeightAverage? average,
        TrainingProgress progress,
        ITrainingObserver? observer,
        CancellationToken cancellation)
    {
        progress.Restart();
        _score.Reset();
        if (_options.Shuffle)
            _shuffle.Shuffle(_order);
        for (var start = 0; start < _order.Length; start += _options.BatchSize)
        {
            cancellation.ThrowIfCancellationRequested();
            rate.BeforeStep(((progress.Epoch - 1) * (long)progress.Batches) + progress.Batch);
            step.Run(_order.AsSpan(start, Math.Min(_options.BatchSize, _order.Length - start)), progress.Epoch);
            average?.Update();
            progress.Batch++;
            observer?.BatchDone(progress);
        }
    }

    private EpochRecord Finish(TrainingProgress progress, LearningRateControl rate, CancellationToken cancellation)
    {
        var validation = Validate(cancellation);
        var record = new EpochRecord
        {
            Epoch = progress.Epoch,
            Loss = _score.Loss,
            Accuracy = _score.Accuracy,
            TopKAccuracy = _score.TopKAccuracy,
            ValidationLoss = validation?.Loss,
            ValidationAccuracy = validation?.Accuracy,
            ValidationTopKAccuracy = validation?.TopKAccuracy,
            Outputs = _score.Describe(validation),
            LearningRate = _compilation.Optimizer.LearningRate,
            Seconds = progress.EpochElapsed.TotalSeconds,
        };
        rate.EpochDone(_options.MonitoredMetric.Read(record), _options.MonitoredMetric.HigherIsBetter());
        return record;
    }

    private EpochScore? Validate(CancellationToken cancellation)
    {
        if (_validation is null)
            return null;
        var score = new EpochScore(_model, _compilation);
        ModelRunner.Run(
            _model,
            _validation,
            (pass, start) =>
            {
                for (var i = 0; i < score.Outputs.Length; i++)
                    score.Outputs[i].Add(pass.Outputs[i], ModelRunner.Targets(_validation.Targets[i], start, pass.Rows));
            },
            cancellation);
        score.AddPenalty(_model.Penalty);
        return score;
    }

    // A run that goes on from an epoch brings the samples into the orders that the epochs before it have had.
    private void SkipOrders(int epochs)
    {
        for (var epoch = 0; epoch < epochs && _options.Shuffle; epoch++)
            _shuffle.Shuffle(_order);
    }

    // The last samples are split off before anything is shuffled, as Keras does.
    private static (SampleSet Training, SampleSet? Validation) SplitOff(SampleSet samples, TrainingOptions options)
    {
        var kept = samples.Count - (int)(samples.Count * options.ValidationSplit);
        if (options.Validation is not null || kept == samples.Count)
            return (samples, options.Validation);
        return (samples.Slice(0, kept), samples.Slice(kept, samples.Count - kept));
    }
}
