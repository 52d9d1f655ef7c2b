using MnistPS.Data;
using MnistPS.Models;
using MnistPS.Numerics;
using MnistPS.Optimizers;
using MnistPS.Training.Callbacks;

namespace MnistPS.Training;

/// <summary>
/// The learning-rate range test (Smith 2017): trains for some steps with a rate that grows from far too small to far too
/// large and watches the loss. Afterwards model and optimizer are as they were before.
/// </summary>
public static class LearningRateFinder
{
    /// <summary>Runs the test.</summary>
    /// <param name="model">The model, compiled.</param>
    /// <param name="samples">What to learn from.</param>
    /// <param name="options">Settings; fastai's if null.</param>
    /// <param name="observer">Is told after each step how many are done and what it brought; may be null.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    /// <returns>The curve, and the rate that it proposes.</returns>
    /// <exception cref="MnistPSException">The model is not compiled, or a setting is out of range.</exception>
    public static LearningRateProposal Run(
        DenseModel model,
        SampleSet samples,
        LearningRateFinderOptions? options = null,
        Action<int, LearningRatePoint>? observer = null,
        CancellationToken cancellation = default)
    {
        options ??= new LearningRateFinderOptions();
        options.Check();
        var training = options.ToTrainingOptions();
        training.Check();
        var compilation = Trainer.CompilationOf(model);
        var weights = new WeightCopy(model);
        using var memory = new OptimizerCopy(compilation.Optimizer, model.Store.Values.Length);
        try
        {
            return new LearningRateProposal(Test(model, compilation, samples, options, training, observer, cancellation));
        }
        finally
        {
            weights.Restore();
        }
    }

    private static IReadOnlyList<LearningRatePoint> Test(
        DenseModel model,
        Compilation compilation,
        SampleSet samples,
        LearningRateFinderOptions options,
        TrainingOptions training,
        Action<int, LearningRatePoint>? observer,
        CancellationToken cancellation)
    {
        var seed = training.Seed ?? Random.Shared.Next();
        var order = new EpochOrder(samples.Count, training, seed);
        var metrics = new EpochMetrics(model, compilation);
        using var pool = new WorkerPool(Trainer.ThreadsOf(training));
        using var step = new TrainingStep(new StepContext(model, new BatchLoader(samples, training, seed), metrics, pool, seed));
        using var callbacks = new CallbackList();
        var test = callbacks.Add(new RangeTestCallback(compilation.Optimizer, options, observer));
        var loop = new TrainingLoop(step, order, callbacks);
        var progress = new TrainingProgress(
            metrics, epochsBefore: 0, (options.Steps + order.Batches - 1) / order.Batches, order.Batches);
        while (progress.StopReason is null)
            loop.RunEpoch(progress, cancellation);
        return test.Points.Count > 0 ? test.Points : throw new MnistPSException(
            "LossNotFinite",
            ErrorKind.InvalidOperation,
            $"The loss of the model '{model.Name}' is not a finite number even before the first step. Make the model anew.");
    }

    /// <summary>The state of an optimizer, which it has again once this is disposed of.</summary>
    private sealed class OptimizerCopy : IDisposable
    {
        private readonly Optimizer _optimizer;
        private readonly float _learningRate;
        private readonly long _iterations;
        private readonly Matrix[] _slots;

        internal OptimizerCopy(Optimizer optimizer, int length)
        {
            optimizer.EnsureSlots(length);
            (_optimizer, _learningRate, _iterations) = (optimizer, optimizer.LearningRate, optimizer.Iterations);
            _slots = [.. optimizer.Slots.Select(slot => slot.Clone())];
        }

        public void Dispose()
        {
            (_optimizer.LearningRate, _optimizer.Iterations) = (_learningRate, _iterations);
            for (var i = 0; i < _slots.Length; i++)
                _optimizer.Slots[i].CopyFrom(_slots[i]);
        }
    }
}
