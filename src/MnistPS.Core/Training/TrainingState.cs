using MnistPS.Formats;
using MnistPS.Models;
using MnistPS.Numerics;
using MnistPS.Training.Checkpoints;
using MnistPS.Training.Schedules;

namespace MnistPS.Training;

/// <summary>What a training remembers from epoch to epoch, and what it decides by it.</summary>
internal sealed class TrainingState : IDisposable
{
    private const string SlotPrefix = "slot_";
    private const string AveragePrefix = "average_";
    private const string BestPrefix = "best_";

    private readonly DenseModel _model;
    private readonly TrainingOptions _options;
    private readonly int _seed;
    private readonly int _threads;
    private readonly int _samples;
    private readonly List<EpochRecord> _epochs = [];
    private MetricWatch _stoppingWatch = new();
    private MetricWatch _bestWatch = new();
    private WeightCopy? _best;
    private int? _bestEpoch;

    internal TrainingState(
        DenseModel model, TrainingOptions options, int seed, int threads, int samples, int stepsPerEpoch)
    {
        (_model, _options, _seed, _threads, _samples) = (model, options, seed, threads, samples);
        Rate = new LearningRateControl(model.Compilation!.Optimizer, options.Schedule, stepsPerEpoch, options.Epochs);
        if (options.WeightAverageDecay is { } decay)
            Average = new WeightAverage(model, decay);
        model.Compilation.Optimizer.EnsureSlots(model.Store.Values.Length);
    }

    /// <summary>The size of the steps.</summary>
    internal LearningRateControl Rate { get; }

    /// <summary>The average of the weights; null if none is wanted.</summary>
    internal WeightAverage? Average { get; }

    /// <summary>Takes in an epoch: keeps the best, changes the rate, saves a checkpoint.</summary>
    /// <param name="record">What the epoch brought.</param>
    /// <returns>Whether and why to stop.</returns>
    internal StopReason EpochDone(EpochRecord record)
    {
        _epochs.Add(record);
        var metric = _options.MonitoredMetric;
        var (value, higherIsBetter) = (metric.Read(record), metric.HigherIsBetter());
        Rate.EpochDone(value, higherIsBetter);
        _bestWatch = _bestWatch.Next(value, higherIsBetter);
        _stoppingWatch = _stoppingWatch.Next(value, higherIsBetter, _options.EarlyStopping?.MinimumDelta ?? 0);
        if (_stoppingWatch.Improved)
            KeepBest(record.Epoch);
        if (_options.Checkpoint is { } checkpoint && (checkpoint.Mode == CheckpointMode.EveryEpoch || _bestWatch.Improved))
            Save(checkpoint.PathOf(record.Epoch));

        if (!double.IsFinite(record.Loss))
            return StopReason.LossNotFinite;
        return _options.EarlyStopping?.IsOver(_stoppingWatch) == true ? StopReason.EarlyStopping : StopReason.Completed;
    }

    /// <summary>Takes over the state of a training that was saved.</summary>
    /// <param name="checkpoint">The saved training, whose weights the model has.</param>
    internal void Restore(Checkpoint checkpoint)
    {
        var state = checkpoint.State;
        _epochs.AddRange(state.Epochs);
        (_stoppingWatch, _bestWatch, _bestEpoch) = (state.StoppingWatch, state.BestWatch, state.BestEpoch);
        (Rate.CompiledRate, Rate.Reduction, Rate.PlateauWatch) = (state.BaseRate, state.Reduction, state.PlateauWatch);

        var optimizer = _model.Compilation!.Optimizer;
        CheckpointMatch.Copy(checkpoint, SlotPrefix, optimizer.Slots);
        optimizer.Iterations = state.Iterations;
        if (Average is not null && state.AverageUpdates > 0)
        {
            CheckpointMatch.Copy(checkpoint, AveragePrefix, Average.Other.Values);
            (Average.Updates, Average.IsInModel) = (state.AverageUpdates, true);
        }

        if (_bestEpoch is not null && _options.EarlyStopping?.RestoreBestWeights == true
            && checkpoint.Tensors.ContainsKey($"{BestPrefix}0"))
        {
            _best = new WeightCopy(_model);
            CheckpointMatch.Copy(checkpoint, BestPrefix, _best.Values);
        }
    }

    /// <summary>Ends the training; gives the model its best weights back if that is wanted.</summary>
    /// <param name="reason">Why it ends.</param>
    /// <returns>What is known of the run.</returns>
    internal TrainingRun Finish(StopReason reason)
    {
        _best?.Restore();
        return new TrainingRun(_model, _options, _seed, _epochs)
        {
            ThreadCount = _threads,
            StopReason = reason,
            BestEpoch = _bestEpoch,
            BestWeightsRestored = _best is not null,
        };
    }

    /// <summary>However the training ends, the model has the weights that it is used with, and the optimizer its rate.</summary>
    public void Dispose()
    {
        Average?.Show(average: true);
        Rate.Dispose();
    }

    private void KeepBest(int epoch)
    {
        _bestEpoch = epoch;
        if (_options.EarlyStopping?.RestoreBestWeights != true)
            return;
        if (_best is null)
            _best = new WeightCopy(_model);
        else
            _best.Take();
    }

    private void Save(string path)
    {
        var optimizer = _model.Compilation!.Optimizer;
        var state = new CheckpointState
        {
            Options = _options,
            Seed = _seed,
            ThreadCount = _threads,
            SampleCount = _samples,
            ValidationCount = _options.Validation?.Count,
            Epochs = _epochs,
            Iterations = optimizer.Iterations,
            BaseRate = Rate.CompiledRate,
            Reduction = Rate.Reduction,
            PlateauWatch = Rate.PlateauWatch,
            StoppingWatch = _stoppingWatch,
            BestWatch = _bestWatch,
            BestEpoch = _bestEpoch,
            AverageUpdates = Average?.Updates ?? 0,
        };

        // The model in the file is to have the rate that it was compiled with, not the last one of a schedule.
        var rate = optimizer.LearningRate;
        optimizer.LearningRate = Rate.CompiledRate;
        try
        {
            CheckpointFile.Save(path, _model, state, Tensors(optimizer.Slots));
        }
        finally
        {
            optimizer.LearningRate = rate;
        }
    }

    private IEnumerable<KeyValuePair<string, Matrix>> Tensors(IReadOnlyList<Matrix> slots) =>
    [
        .. Numbered(SlotPrefix, slots),
        .. Numbered(AveragePrefix, Average?.Other.Values ?? []),
        .. Numbered(BestPrefix, _best?.Values ?? []),
    ];

    private static IEnumerable<KeyValuePair<string, Matrix>> Numbered(string prefix, IReadOnlyList<Matrix> matrices) =>
        matrices.Select((matrix, number) => KeyValuePair.Create($"{prefix}{number}", matrix));
}
