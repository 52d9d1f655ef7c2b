using MnistPS.Data;
using MnistPS.Data.Augmentation;
using MnistPS.Layers;
using MnistPS.Layers.Activations;
using MnistPS.Losses;
using MnistPS.Metrics;
using MnistPS.Models;
using MnistPS.Numerics;
using MnistPS.Optimizers;
using MnistPS.Prediction;
using MnistPS.Tests.Numerics;
using MnistPS.Training;
using MnistPS.Training.Schedules;

namespace MnistPS.Tests.Training;

public sealed class TrainingFeatureTests
{
    private readonly DigitDataset _data = DrawnDataset.Draw(MnistSplits.Train, 600, seed: 1);

    [Fact]
    public void Early_stopping_stops_and_brings_the_best_weights_back()
    {
        var model = CreateModel(rate: 0.05f);
        var watched = new List<(double Loss, float[] Weights)>();
        var options = new TrainingOptions
        {
            Epochs = 60,
            Seed = 1,
            ValidationSplit = 0.3,
            EarlyStopping = new EarlyStopping { Patience = 2, RestoreBestWeights = true },
        };
        var run = Train(model, options, new Watcher(record => watched.Add((record.ValidationLoss!.Value, Weights(model)))));

        Assert.Equal(StopReason.EarlyStopping, run.StopReason);
        Assert.Equal(run.BestEpoch + 2, run.Epochs.Count);
        Assert.Equal(watched.MinBy(epoch => epoch.Loss).Weights, Weights(model));
    }

    // Two threads once made the memory of the first batch twice over: half of its images were lost, now and then.
    [Fact]
    public void Several_threads_that_vary_images_lose_none_before_a_layer_that_mixes_samples()
    {
        Assert.Single(Enumerable.Range(0, 30).Select(_ => Learn()).Distinct());

        float Learn()
        {
            var input = new InputLayer(new MnistPS.Numerics.Shape(784));
            var output = new DenseLayer(
                new BatchNormalizationLayer(new DenseLayer(input, 8)), 10, new DenseOptions { Activation = ActivationCatalog.Get(ActivationKind.Softmax) });
            var model = new DenseModel([output], seed: 1);
            model.Compilation = new Compilation(model, [new CategoricalCrossentropy()], new Adam());
            Train(model, new TrainingOptions { BatchSize = 300, Seed = 1, ThreadCount = 3, Augmentation = ImageAugmentation.Digits });
            return Weights(model).Sum();
        }
    }

    [Fact]
    public void An_observer_can_end_the_training()
    {
        var run = Train(CreateModel(), new TrainingOptions { Epochs = 9 }, new Watcher(_ => { }, last: 2));

        Assert.Equal(2, run.Epochs.Count);
        Assert.Equal(StopReason.Requested, run.StopReason);
    }

    [Fact]
    public void A_class_of_weight_zero_is_not_learned()
    {
        var weights = Enumerable.Range(0, 10).ToDictionary(label => label, label => label == 3 ? 0f : 1f);
        var model = CreateModel();
        Train(model, new TrainingOptions { Epochs = 8, Seed = 1, ClassWeights = weights });
        var scores = ModelEvaluation.Measure(model, _data).Classes;

        Assert.Equal(0, scores[3].Correct);
        Assert.True(scores.Where(score => score.Label != 3).Average(score => score.Recall) > 0.5);
    }

    // TensorFlow's ExponentialMovingAverage with num_updates; not Keras's use_ema, whose d is the decay from the first step.
    [Fact]
    public void The_average_of_the_weights_follows_its_formula()
    {
        // One step from w₀ to w₁: average = w₀ + (1 − min(0.5, 2/11))·(w₁ − w₀).
        var plain = CreateModel();
        var before = Weights(plain);
        Train(plain, new TrainingOptions { BatchSize = 600, Seed = 1 });
        var after = Weights(plain);
        var averaged = CreateModel();
        Train(averaged, new TrainingOptions { BatchSize = 600, Seed = 1, WeightAverageDecay = 0.5 });
        var actual = Weights(averaged);

        for (var i = 0; i < before.Length; i++)
            Assert.Equal(before[i] + ((1 - (2.0 / 11)) * (after[i] - before[i])), actual[i], 1e-6);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.05)]
    public void The_average_follows_the_weights_of_every_step(double decay)
    {
        var (model, plain) = (CreateModel(), CreateModel());
        var average = Weights(plain).Select(weight => (double)weight).ToArray();
        var step = 0;
        void Follow()
        {
            var share = 1 - Math.Min(decay, (1.0 + ++step) / (10 + step));
            var weights = Weights(plain);
            for (var i = 0; i < average.Length; i++)
                average[i] += share * (weights[i] - average[i]);
        }

        var options = new TrainingOptions { BatchSize = 100, Seed = 1 };
        Train(plain, options, new Watcher(_ => { }, batchDone: Follow));
        Train(model, options with { WeightAverageDecay = decay });

        Assert.Equal(6, step);
        var actual = Weights(model);
        for (var i = 0; i < average.Length; i++)
            Assert.Equal(average[i], actual[i], 1e-5);
    }

    [Fact]
    public void A_change_by_less_than_the_smallest_is_no_improvement()
    {
        var options = new TrainingOptions { Epochs = 9, EarlyStopping = new EarlyStopping { Patience = 3, MinimumDelta = 100 } };
        Assert.Equal(4, Train(CreateModel(), options).Epochs.Count);
    }

    [Fact]
    public void The_best_weights_come_back_though_the_training_was_not_stopped_early()
    {
        var options = new TrainingOptions
        {
            Epochs = 3,
            EarlyStopping = new EarlyStopping { Patience = 99, RestoreBestWeights = true },
        };
        var model = CreateModel(rate: 0.2f);
        var watched = new List<(double Loss, float[] Weights)>();
        var run = Train(model, options, new Watcher(record => watched.Add((record.Loss, Weights(model)))));

        Assert.Equal((StopReason.Completed, true), (run.StopReason, run.BestWeightsRestored));
        Assert.Equal(watched.MinBy(epoch => epoch.Loss).Weights, Weights(model));
    }

    [Fact]
    public void The_lowest_is_the_best_however_large_the_change_that_counts_as_an_improvement()
    {
        var options = new TrainingOptions
        {
            Epochs = 4,
            Seed = 1,
            EarlyStopping = new EarlyStopping { Patience = 99, MinimumDelta = 100, RestoreBestWeights = true },
        };
        var model = CreateModel();
        var watched = new List<(int Epoch, double Loss, float[] Weights)>();
        var run = Train(model, options, new Watcher(record => watched.Add((record.Epoch, record.Loss, Weights(model)))));

        var best = watched.MinBy(epoch => epoch.Loss);
        Assert.NotEqual(1, best.Epoch);
        Assert.Equal(best.Epoch, run.BestEpoch);
        Assert.Equal(best.Weights, Weights(model));
    }

    [Fact]
    public void An_epoch_whose_loss_is_no_number_is_never_the_best_whatever_is_monitored()
    {
        var model = CreateModel();
        model.Compilation = new Compilation(model, [new CategoricalCrossentropy()], new SGD { LearningRate = 1e30f });
        var options = new TrainingOptions
        {
            Epochs = 3,
            Monitor = MonitoredMetric.Accuracy,
            EarlyStopping = new EarlyStopping { Patience = 9, RestoreBestWeights = true },
        };
        var run = Train(model, options);

        Assert.Equal((StopReason.LossNotFinite, null, false), (run.StopReason, run.BestEpoch, run.BestWeightsRestored));
    }

    [Theory]
    [InlineData(10, 0.9, 1)]
    [InlineData(1000, 0.8, 200)]
    [InlineData(1000, 0.2, 800)]
    [InlineData(600, 0.3, 420)]
    public void A_validation_split_leaves_the_nearest_number_of_samples(int count, double split, int kept)
    {
        var model = CreateModel();
        var samples = ModelSamples.Match(model, DrawnDataset.Draw(MnistSplits.Train, count, seed: 1));
        var counter = new BatchCounter();
        new Trainer(model, samples, new TrainingOptions { BatchSize = 1, ValidationSplit = split, ThreadCount = 1 }).Run(counter);

        Assert.Equal(kept, counter.Batches);
    }

    [Fact]
    public void Class_weights_that_leave_nothing_to_learn_from_are_refused()
    {
        var all = Enumerable.Range(0, 10).ToDictionary(label => label, _ => 0f);
        var error = Assert.Throws<MnistPSException>(() => Train(CreateModel(), new TrainingOptions { ClassWeights = all }));
        Assert.Equal("ClassWeightsAllZero", error.ErrorId);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(-1f)]
    [InlineData(float.PositiveInfinity)]
    public void A_class_weight_out_of_range_is_refused_by_its_label(float weight)
    {
        var options = new TrainingOptions { ClassWeights = new Dictionary<int, float> { [7] = weight } };
        var error = Assert.Throws<MnistPSException>(() => Train(CreateModel(), options));
        Assert.Equal("TrainingSettingOutOfRange", error.ErrorId);
        Assert.Contains("label 7", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_compiled_rate_is_there_again_after_a_schedule()
    {
        var model = CreateModel();
        Train(model, new TrainingOptions { Epochs = 2, Schedule = new CosineSchedule() });

        Assert.Equal(0.001f, model.Compilation!.Optimizer.LearningRate);
    }

    [Fact]
    public void The_penalty_on_large_weights_is_part_of_the_loss_of_an_epoch_and_of_an_evaluation()
    {
        var input = new InputLayer(new Shape(784));
        var options = new DenseOptions { Activation = ActivationCatalog.Get(ActivationKind.Softmax), L1 = 0, L2 = 0.01f };
        var layer = new DenseLayer(input, 10, options);
        var model = new DenseModel([input], [layer], seed: 1) { };
        model.Compilation = new Compilation(model, [new CategoricalCrossentropy()], new SGD { LearningRate = 1e-9f });
        var penalty = layer.Kernel.Value.Span.ToArray().Sum(weight => 0.01 * weight * weight);
        var samples = ModelSamples.Match(model, _data);
        var epoch = Train(model, new TrainingOptions { Validation = samples }).Last!;
        var evaluation = ModelEvaluation.Measure(model, _data);

        Assert.Equal(penalty, evaluation.Penalty, 1e-6);
        Assert.Equal(evaluation.DataLoss + penalty, epoch.Loss, 1e-4);
        Assert.Equal(epoch.ValidationLoss!.Value, evaluation.Loss, 1e-12);
        Assert.Contains("penalty", evaluation.SummaryText, StringComparison.Ordinal);
    }

    [Fact]
    public void The_losses_of_all_outputs_with_their_factors_and_the_penalty_once_are_the_loss_of_an_epoch()
    {
        var options = new DenseOptions { Activation = ActivationCatalog.Get(ActivationKind.Softmax), L1 = 0.001f, L2 = 0.01f };
        var input = new InputLayer(new Shape(784));
        var model = new DenseModel([new DenseLayer(input, 10, options, "one"), new DenseLayer(input, 10, options, "two")], seed: 1);
        model.Compilation = new Compilation(model, [new CategoricalCrossentropy()], new Adam()) { LossWeights = [0.5f, 2] };
        var samples = ModelSamples.Match(model, _data);
        var epoch = Train(model, new TrainingOptions { Validation = samples, Seed = 1 }).Last!;
        var evaluations = ModelEvaluation.Measure(model, samples, model.Outputs);

        Assert.True(evaluations[0].Penalty > 0);
        Assert.Equal((0.5 * evaluations[0].DataLoss) + evaluations[0].Penalty, evaluations[0].Loss, 1e-9);
        Assert.Equal(
            epoch.ValidationLoss!.Value, evaluations.Sum(evaluation => evaluation.Loss - evaluation.Penalty) + evaluations[0].Penalty, 1e-6);
        Assert.Equal(epoch.Outputs!.Select(output => output.ValidationLoss!.Value), evaluations.Select(evaluation => evaluation.DataLoss));
    }

    [Fact]
    public void A_batch_counts_by_its_size_with_its_penalty_too()
    {
        var model = CreateModel();
        var metrics = new EpochMetrics(model, model.Compilation!);
        foreach (var (rows, loss, penalty) in new[] { (30, 2.0, 1.0), (10, 6.0, 4.0) })
        {
            metrics.Outputs[0].Add(new Matrix(rows, 10), new Matrix(rows, 10), rows * loss);
            metrics.AddPenalty(penalty, rows);
        }

        Assert.Equal(((30 * (2.0 + 1)) + (10 * (6.0 + 4))) / 40, metrics.Loss, 1e-12);
    }

    [Fact]
    public void Varied_images_and_dropout_are_the_same_with_the_same_seed() =>
        Assert.Equal(TrainEverything(threads: 2), TrainEverything(threads: 2));

    [Theory]
    [InlineData(512)]
    [InlineData(256)]
    [InlineData(128)]
    public void The_number_of_threads_does_not_change_a_bit_of_the_weights(int vectorBits)
    {
        using var _ = new ProductWidth(vectorBits);
        Assert.Equal(TrainEverything(threads: 1), TrainEverything(threads: 3));
    }

    // Layers wide enough to be shared, with all that looks at other samples or at chance.
    private float[] TrainEverything(int threads)
    {
        var input = new InputLayer(new Shape(784));
        var normalized = new BatchNormalizationLayer(new DenseLayer(input, 256));
        var hidden = new DropoutLayer(new ActivationLayer(normalized, ActivationCatalog.Get(ActivationKind.ReLU)), 0.3f);
        var output = new DenseLayer(hidden, 10, new DenseOptions { Activation = ActivationCatalog.Get(ActivationKind.Softmax) });
        var model = new DenseModel([input], [output], seed: 4);
        model.Compilation = new Compilation(model, [new CategoricalCrossentropy()], new Adam());
        var options = new TrainingOptions
        {
            Epochs = 2,
            BatchSize = 128,
            Seed = 4,
            ThreadCount = threads,
            Augmentation = ImageAugmentation.Digits,
            WeightAverageDecay = 0.9,
        };
        Train(model, options);
        return Weights(model);
    }

    private TrainingRun Train(DenseModel model, TrainingOptions options, ITrainingObserver? observer = null) =>
        new Trainer(model, ModelSamples.Match(model, _data), options).Run(observer);

    private static DenseModel CreateModel(float rate = 0.001f)
    {
        var model = DenseModel.Create(784, [24], 10, ActivationCatalog.Get(ActivationKind.ReLU), seed: 3);
        model.Compilation = new Compilation(model, [new CategoricalCrossentropy()], new Adam { LearningRate = rate });
        return model;
    }

    private static float[] Weights(DenseModel model) =>
        [.. model.Parameters.SelectMany(parameter => parameter.Value.Span.ToArray())];

    private sealed class BatchCounter : ITrainingObserver
    {
        public int Batches { get; private set; }

        public void BatchDone(TrainingProgress progress) => Batches++;

        public bool EpochDone(EpochRecord record) => true;
    }

    private sealed class Watcher(Action<EpochRecord> epochDone, int last = int.MaxValue, Action? batchDone = null)
        : ITrainingObserver
    {
        public void BatchDone(TrainingProgress progress) => batchDone?.Invoke();

        public bool EpochDone(EpochRecord record)
        {
            epochDone(record);
            return record.Epoch < last;
        }
    }
}
