using System.Diagnostics;
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
    private readonly OutputScore[] _scores;
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
        _scores = [.. _compilation.Losses.Select(loss => new OutputScore(loss, _compilation.TopK))];
        _order = [.. Enumerable.Range(0, _samples.Count)];
    }

    /// <summary>Trains.</summary>
    /// <param name="observer">Is told how it goes; may be null.</param>
    /// <param name="cancellation">Stops between two batches; the model keeps the weights of that moment.</param>
    /// <returns>What each epoch brought.</returns>
    public TrainingRun Run(ITrainingObserver? observer = null, CancellationToken cancellation = default)
    {
        var batches = (_samples.Count + _options.BatchSize - 1) / _options.BatchSize;
        var progress = new TrainingProgress(_scores[0], firstEpoch: 1, _options.Epochs, batches);
        var records = new List<EpochRecord>();
        using var step = new TrainingStep(_model, _compilation, _scores, _samples, Shares, _seed);
        for (var epoch = 1; epoch <= _options.Epochs; epoch++)
        {
            progress.Epoch = epoch;
            records.Add(RunEpoch(step, progress, observer, cancellation));
            if (observer?.EpochDone(records[^1]) == false)
                break;
        }

        return new TrainingRun(_model, _options, _seed, _threads, records);
    }

    // A layer that looks at the whole batch keeps it in one piece; libtorch's own threads then share each product.
    private int Shares => _model.Layers.Any(layer => layer.MixesSamples) ? 1 : _threads;

    private EpochRecord RunEpoch(
        TrainingStep step, TrainingProgress progress, ITrainingObserver? observer, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        foreach (var score in _scores)
            score.Reset();
        if (_options.Shuffle)
            _shuffle.Shuffle(_order);

        progress.Batch = 0;
        for (var start = 0; start < _order.Length; start += _options.BatchSize)
        {
            cancellation.ThrowIfCancellationRequested();
            step.Run(_order.AsSpan(start, Math.Min(_options.BatchSize, _order.Length - start)));
            progress.Batch++;
            observer?.BatchDone(progress);
        }

        var validation = Validate(cancellation);
        return new EpochRecord
        {
            Epoch = progress.Epoch,
            Loss = _scores.Sum(score => score.Loss),
            Accuracy = _scores.Average(score => score.Accuracy),
            ValidationLoss = validation?.Sum(score => score.Loss),
            ValidationAccuracy = validation?.Average(score => score.Accuracy),
            LearningRate = _compilation.Optimizer.LearningRate,
            Seconds = Stopwatch.GetElapsedTime(started).TotalSeconds,
        };
    }

    private OutputScore[]? Validate(CancellationToken cancellation)
    {
        if (_validation is null)
            return null;
        OutputScore[] scores = [.. _compilation.Losses.Select(loss => new OutputScore(loss, _compilation.TopK))];
        ModelRunner.Run(
            _model,
            _validation,
            (pass, start) =>
            {
                for (var i = 0; i < scores.Length; i++)
                    scores[i].Add(pass.Outputs[i], ModelRunner.Targets(_validation.Targets[i], start, pass.Rows));
            },
            cancellation);
        return scores;
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
