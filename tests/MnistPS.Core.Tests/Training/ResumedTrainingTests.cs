using MnistPS.Data;
using MnistPS.Data.Augmentation;
using MnistPS.Layers;
using MnistPS.Layers.Activations;
using MnistPS.Losses;
using MnistPS.Models;
using MnistPS.Numerics;
using MnistPS.Optimizers;
using MnistPS.Prediction;
using MnistPS.Settings;
using MnistPS.Training;
using MnistPS.Training.Checkpoints;
using MnistPS.Training.Schedules;

namespace MnistPS.Tests.Training;

/// <summary>
/// Interrupted and resumed equals uninterrupted, bit for bit: with dropout, noise, batch normalization, varied images and
/// averaged weights, whatever the schedule and the optimizer, and wherever it was interrupted.
/// </summary>
public sealed class ResumedTrainingTests : IDisposable
{
    private const int Epochs = 5;

    private static readonly DigitDataset s_data = DrawnDataset.Draw(MnistSplits.Train, 300, seed: 1);
    private static readonly DigitDataset s_other = DrawnDataset.Draw(MnistSplits.Test, 100, seed: 2);

    private static readonly Dictionary<string, LearningRateSchedule?> s_schedules = new()
    {
        ["none"] = null,
        ["warm-up"] = new ConstantSchedule { WarmupEpochs = 2.5 },
        ["step"] = new StepSchedule { DecayEpochs = 2 },
        ["exponential"] = new ExponentialSchedule(),
        ["cosine"] = new CosineSchedule { WarmupEpochs = 1 },
        ["one cycle"] = new OneCycleSchedule(),
        ["reduce on plateau"] = new ReduceOnPlateauSchedule { DecayEpochs = 1, PlateauDelta = 10, DecayRate = 0.5 },
    };

    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public static TheoryData<string, int> Schedules
    {
        get
        {
            var all = new TheoryData<string, int>();
            foreach (var schedule in s_schedules.Keys)
            {
                all.Add(schedule, 1);
                all.Add(schedule, 3);
            }

            return all;
        }
    }

    public static TheoryData<OptimizerKind> Optimizers => [.. Enum.GetValues<OptimizerKind>()];

    private string CheckpointPath => Path.Combine(_folder, "state.safetensors");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Schedules))]
    public void Every_schedule(string schedule, int interruptedAfter)
    {
        var options = Options() with { Schedule = s_schedules[schedule] };
        AssertSame(options, new Adam(), interruptedAfter);
    }

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Every_optimizer(OptimizerKind optimizer) => AssertSame(Options(), Catalog<Optimizer>.Create(optimizer), 2);

    [Fact]
    public void A_plateau_that_was_met_before_is_remembered()
    {
        var options = Options() with { Schedule = s_schedules["reduce on plateau"] };
        var resumed = AssertSame(options, new Adam(), interruptedAfter: 3);

        // The first epoch is an improvement on nothing; each after it is a plateau, and halves the rate of the next.
        Assert.Equal(0.001f * 0.125, resumed.Epochs[^1].LearningRate, 1e-9);
    }

    [Theory]
    [InlineData(MonitoredMetric.Loss)]
    [InlineData(MonitoredMetric.ValidationAccuracy)]
    public void Early_stopping_goes_on_waiting_and_restores_weights_of_before(MonitoredMetric metric)
    {
        var options = Options() with
        {
            Epochs = 20,
            Monitor = metric,
            EarlyStopping = new EarlyStopping { Patience = 3, MinimumDelta = 10, RestoreBestWeights = true },
        };
        var resumed = AssertSame(options, new Adam(), interruptedAfter: 2);

        Assert.Equal(StopReason.EarlyStopping, resumed.StopReason);
        Assert.Equal(4, resumed.Epochs.Count);
        Assert.NotNull(resumed.BestEpoch);
        Assert.True(resumed.BestWeightsRestored);
    }

    [Fact]
    public void A_training_that_early_stopping_ended_stays_finished_however_often_it_is_resumed()
    {
        var options = Options() with
        {
            Epochs = 20,
            EarlyStopping = new EarlyStopping { Patience = 2, MinimumDelta = 10, RestoreBestWeights = true },
        };
        var model = CreateModel(new Adam());
        var whole = new Trainer(model, Samples(model, s_data), options).Run();
        Assert.Equal((StopReason.EarlyStopping, 3), (whole.StopReason, whole.Epochs.Count));

        foreach (var epochs in new[] { 20, 4, 90 })
        {
            var checkpoint = Checkpoint.Load(CheckpointPath);
            var trainer = Trainer.Resume(checkpoint, Samples(checkpoint.Model, s_data), checkpoint.Options with { Epochs = epochs });
            Assert.True(trainer.IsFinished);
            var resumed = trainer.Run();
            Assert.Equal((StopReason.EarlyStopping, 3, whole.BestEpoch), (resumed.StopReason, resumed.Epochs.Count, resumed.BestEpoch));
            Assert.Equal(Weights(model), Weights(resumed.Model));
        }
    }

    [Fact]
    public void A_training_that_was_completed_goes_on_with_more_epochs()
    {
        var model = CreateModel(new Adam());
        new Trainer(model, Samples(model, s_data), Options() with { Epochs = 2 }).Run();
        var checkpoint = Checkpoint.Load(CheckpointPath);
        var resumed = Trainer.Resume(checkpoint, Samples(checkpoint.Model, s_data), checkpoint.Options with { Epochs = 3 }).Run();

        Assert.Equal((StopReason.Completed, 3), (resumed.StopReason, resumed.Epochs.Count));
    }

    [Fact]
    public void After_an_epoch_whose_loss_is_no_number_the_checkpoint_of_before_stays()
    {
        var model = CreateModel(new SGD());
        var breaker = new BreakAfter(1, model);
        var run = new Trainer(model, Samples(model, s_data), Options() with { WeightAverageDecay = null }).Run(breaker);
        Assert.Equal((StopReason.LossNotFinite, 2), (run.StopReason, run.Epochs.Count));

        Assert.Single(Checkpoint.Load(CheckpointPath).Epochs);
    }

    [Fact]
    public void A_validation_dataset_is_measured_on_as_before()
    {
        var options = Options() with { ValidationSplit = 0, EarlyStopping = new EarlyStopping { Patience = 2 } };
        AssertSame(options, new Adam(), 2, s_other);
    }

    [Fact]
    public void An_epoch_that_was_cut_off_is_done_anew()
    {
        var whole = CreateModel(new Adam());
        new Trainer(whole, Samples(whole, s_data), Options()).Run();

        var cut = CreateModel(new Adam());
        using var stop = new CancellationTokenSource();
        var trainer = new Trainer(cut, Samples(cut, s_data), Options());
        Assert.Throws<OperationCanceledException>(() => trainer.Run(new StopInEpoch(3, stop), stop.Token));

        // Into the very model that had been stopped, and whose weights are those of the middle of an epoch.
        Trainer.Resume(Checkpoint.Load(CheckpointPath), Samples(cut, s_data), model: cut).Run();
        Assert.Equal(Weights(whole), Weights(cut));
    }

    [Fact]
    public void It_can_be_interrupted_again()
    {
        var whole = CreateModel(new Adam());
        new Trainer(whole, Samples(whole, s_data), Options()).Run();

        var model = CreateModel(new Adam());
        new Trainer(model, Samples(model, s_data), Options()).Run(new StopAfter(1));
        for (var epoch = 2; epoch <= Epochs; epoch++)
        {
            var checkpoint = Checkpoint.Load(CheckpointPath);
            model = Trainer.Resume(checkpoint, Samples(checkpoint.Model, s_data)).Run(new StopAfter(epoch)).Model;
        }

        Assert.Equal(Weights(whole), Weights(model));
    }

    [Fact]
    public void Without_the_validation_dataset_that_it_had_it_is_refused()
    {
        var checkpoint = Interrupt(Options() with { ValidationSplit = 0 }, new Adam(), 1, s_other);
        AssertRefused("CheckpointValidationMissing", () => Trainer.Resume(checkpoint, Samples(checkpoint.Model, s_data)));
    }

    [Fact]
    public void With_a_validation_dataset_of_another_size_it_is_refused()
    {
        var checkpoint = Interrupt(Options() with { ValidationSplit = 0 }, new Adam(), 1, s_other);
        var options = checkpoint.Options with { Validation = Samples(checkpoint.Model, s_other.Slice(0, 50)) };
        AssertRefused("CheckpointSampleMismatch", () => Trainer.Resume(checkpoint, Samples(checkpoint.Model, s_data), options));
    }

    [Fact]
    public void A_validation_dataset_beside_a_share_that_was_kept_apart_is_refused()
    {
        var checkpoint = Interrupt(Options(), new Adam(), 1);
        var options = checkpoint.Options with { Validation = Samples(checkpoint.Model, s_other) };
        AssertRefused("ValidationAmbiguous", () => Trainer.Resume(checkpoint, Samples(checkpoint.Model, s_data), options));
    }

    [Fact]
    public void A_validation_dataset_that_is_new_is_measured_on_and_what_is_monitored_stays()
    {
        var checkpoint = Interrupt(Options() with { ValidationSplit = 0 }, new Adam(), 1);
        var options = checkpoint.Options with { Validation = Samples(checkpoint.Model, s_other) };
        var trainer = Trainer.Resume(checkpoint, Samples(checkpoint.Model, s_data), options);

        Assert.Equal(MonitoredMetric.Loss, trainer.Options.Monitor);
        Assert.NotNull(trainer.Run().Last!.ValidationLoss);
    }

    [Fact]
    public void A_model_of_other_layers_or_of_other_settings_is_refused()
    {
        var checkpoint = Interrupt(Options(), new Adam(), 1);
        foreach (var other in new[] { CreateModel(new Adam(), dropout: 0.5f), DenseModel.Create(784, [12], 10, Activation.Linear) })
            AssertRefused("CheckpointModelMismatch", () => Trainer.Resume(checkpoint, Samples(other, s_data), model: other));
    }

    [Fact]
    public void A_model_that_is_compiled_in_another_way_is_refused_with_both_ways()
    {
        var checkpoint = Interrupt(Options(), new Adam(), 1);
        foreach (var optimizer in new Optimizer[] { new Adam { LearningRate = 0.002f }, new Adam { Beta1 = 0.8f }, new SGD() })
        {
            var other = CreateModel(optimizer);
            var error = AssertRefused(
                "CheckpointCompilationMismatch", () => Trainer.Resume(checkpoint, Samples(other, s_data), model: other));
            Assert.Contains("adam", error.Message, StringComparison.Ordinal);
        }
    }

    public static TheoryData<string, Func<TrainingOptions, TrainingOptions>> Contradictions => new()
    {
        { "BatchSize", own => own with { BatchSize = 64 } },
        { "Seed", own => own with { Seed = 10 } },
        { "ThreadCount", own => own with { ThreadCount = 1 } },
        { "ValidationSplit", own => own with { ValidationSplit = 0.3 } },
        { "Schedule", own => own with { Schedule = new CosineSchedule() } },
        { "Schedule", own => own with { Schedule = null } },
        { "WarmupEpochs", own => own with { Schedule = own.Schedule! with { WarmupEpochs = 1 } } },
        { "DecayEpochs", own => own with { Schedule = new StepSchedule { DecayEpochs = 3 } } },
        { "Monitor", own => own with { Monitor = MonitoredMetric.Accuracy } },
        { "Patience", own => own with { EarlyStopping = new EarlyStopping { Patience = 3 } } },
        { "RestoreBestWeights", own => own with { EarlyStopping = EarlyStopping.Never with { RestoreBestWeights = true } } },
        { "RotationRange", own => own with { Augmentation = own.Augmentation! with { RotationRange = 3 } } },
        { "ShiftRange", own => own with { Augmentation = null } },
        { "WeightAverageDecay", own => own with { WeightAverageDecay = 0.99 } },
        { "ClassWeights", own => own with { ClassWeights = new Dictionary<int, float> { [8] = 3, [1] = 0.5f } } },
        { "Shuffle", own => own with { Shuffle = false } },
        { "InitialEpoch", own => own with { InitialEpoch = 3 } },
    };

    [Theory]
    [MemberData(nameof(Contradictions))]
    public void A_setting_that_contradicts_is_refused_by_name(string name, Func<TrainingOptions, TrainingOptions> change)
    {
        var weights = new Dictionary<int, float> { [8] = 2, [1] = 0.5f };
        var checkpoint = Interrupt(Options() with { Schedule = s_schedules["step"], ClassWeights = weights }, new Adam(), 1);
        var error = AssertRefused(
            "ResumeSettingMismatch",
            () => Trainer.Resume(checkpoint, Samples(checkpoint.Model, s_data), change(checkpoint.Options)));

        Assert.StartsWith($"{name} is ", error.Message, StringComparison.Ordinal);
        Assert.Equal(name, error.Data["Setting"]);
    }

    [Fact]
    public void Settings_that_are_the_same_may_be_given_again()
    {
        var checkpoint = Interrupt(
            Options() with { Schedule = s_schedules["step"], ClassWeights = new Dictionary<int, float> { [8] = 2, [1] = 0.5f } }, new Adam(), 1);
        var same = checkpoint.Options with
        {
            Epochs = 9,
            Schedule = new StepSchedule { DecayEpochs = 2 },
            ClassWeights = new Dictionary<int, float> { [1] = 0.5f, [8] = 2 },
            Augmentation = ImageAugmentation.Digits,
            EarlyStopping = EarlyStopping.Never,
        };
        Assert.Equal(9, Trainer.Resume(checkpoint, Samples(checkpoint.Model, s_data), same).Options.Epochs);
    }

    // A training and its checkpoint are one by the declarations: what is not declared would be taken over unseen.
    [Fact]
    public void All_that_is_written_of_the_options_is_declared_as_a_setting_or_may_change()
    {
        var declared = SettingList.Of(typeof(TrainingOptions)).All.Select(setting => setting.Name).ToHashSet();
        string[] others = ["EarlyStopping", "Augmentation", "Validation", "Checkpoint"];
        Assert.All(
            typeof(TrainingOptions).GetProperties().Where(property => property.CanWrite && !others.Contains(property.Name)),
            property => Assert.Contains(property.Name, declared));
        Assert.ProperSuperset(new HashSet<string> { "Patience", "RestoreBestWeights", "ShiftRange" }, declared);
    }

    private TrainingRun AssertSame(
        TrainingOptions options, Optimizer optimizer, int interruptedAfter, DigitDataset? validation = null)
    {
        var whole = CreateModel(Catalog<Optimizer>.Create(optimizer.GetType().Name));
        var expected = new Trainer(whole, Samples(whole, s_data), WithValidation(options, whole, validation)).Run();
        var checkpoint = Interrupt(options, optimizer, interruptedAfter, validation);
        var resumed = Trainer.Resume(
            checkpoint, Samples(checkpoint.Model, s_data), WithValidation(checkpoint.Options, checkpoint.Model, validation)).Run();

        Assert.Equal(Weights(whole), Weights(resumed.Model));
        Assert.Equal(Numbers(expected), Numbers(resumed));
        return resumed;
    }

    private Checkpoint Interrupt(TrainingOptions options, Optimizer optimizer, int after, DigitDataset? validation = null)
    {
        var model = CreateModel(optimizer);
        new Trainer(model, Samples(model, s_data), WithValidation(options, model, validation)).Run(new StopAfter(after));
        return Checkpoint.Load(CheckpointPath);
    }

    private TrainingOptions Options() => new()
    {
        Epochs = Epochs,
        Seed = 9,
        ThreadCount = 2,
        ValidationSplit = 0.2,
        Augmentation = ImageAugmentation.Digits,
        WeightAverageDecay = 0.9,
        Checkpoint = new CheckpointOptions { Path = CheckpointPath },
    };

    private static TrainingOptions WithValidation(TrainingOptions options, DenseModel model, DigitDataset? validation) =>
        validation is null ? options : options with { Validation = Samples(model, validation) };

    private static DenseModel CreateModel(Optimizer optimizer, float dropout = 0.3f)
    {
        var input = new InputLayer(new Shape(784));
        var hidden = new BatchNormalizationLayer(new DenseLayer(new GaussianNoiseLayer(input, 0.1f), 12));
        var dropped = new DropoutLayer(new ActivationLayer(hidden, ActivationCatalog.Get(ActivationKind.ReLU)), dropout);
        var output = new DenseLayer(dropped, 10, new DenseOptions { Activation = ActivationCatalog.Get(ActivationKind.Softmax) });
        var model = new DenseModel([input], [output], seed: 4);
        model.Compilation = new Compilation(model, [new CategoricalCrossentropy()], optimizer);
        return model;
    }

    private static SampleSet Samples(DenseModel model, DigitDataset dataset) => ModelSamples.Match(model, dataset);

    private static float[] Weights(DenseModel model) =>
        [.. model.Parameters.SelectMany(parameter => parameter.Value.Span.ToArray())];

    private static IEnumerable<(double, double, double?, double)> Numbers(TrainingRun run) =>
        run.Epochs.Select(epoch => (epoch.Loss, epoch.Accuracy, epoch.ValidationLoss, epoch.LearningRate));

    private static MnistPSException AssertRefused(string id, Action action)
    {
        var error = Assert.Throws<MnistPSException>(action);
        Assert.Equal(id, error.ErrorId);
        return error;
    }

    private sealed class StopAfter(int epoch) : ITrainingObserver
    {
        public void BatchDone(TrainingProgress progress)
        {
        }

        public bool EpochDone(EpochRecord record) => record.Epoch < epoch;
    }

    private sealed class BreakAfter(int epoch, DenseModel model) : ITrainingObserver
    {
        public void BatchDone(TrainingProgress progress)
        {
        }

        public bool EpochDone(EpochRecord record)
        {
            if (record.Epoch == epoch)
                model.Parameters.First().Value.Span[0] = float.NaN;
            return true;
        }
    }

    private sealed class StopInEpoch(int epoch, CancellationTokenSource stop) : ITrainingObserver
    {
        public void BatchDone(TrainingProgress progress)
        {
            if (progress.Epoch == epoch && progress.Batch == 2)
                stop.Cancel();
        }

        public bool EpochDone(EpochRecord record) => true;
    }
}
