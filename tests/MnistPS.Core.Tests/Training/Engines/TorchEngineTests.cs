using MnistPS.Data;
using MnistPS.Data.Augmentation;
using MnistPS.Layers.Activations;
using MnistPS.Losses;
using MnistPS.Models;
using MnistPS.Optimizers;
using MnistPS.Tests.Numerics;
using MnistPS.Tests.Reference;
using MnistPS.Training;
using MnistPS.Training.Checkpoints;
using MnistPS.Training.Engines;
using MnistPS.Training.Schedules;
using TorchSharp;

namespace MnistPS.Tests.Training.Engines;

/// <summary>
/// The engine TorchSharp trains as the default one does: weights and losses agree but for rounding, whatever the network, the
/// loss, the optimizer and the settings, and a run can be repeated and resumed bit for bit.
/// </summary>
public sealed class TorchEngineTests : IDisposable
{
    private const int Count = 165;
    private const int BatchSize = 20;
    private const double Tolerance = 2e-4;

    private static readonly TrainingOptions s_options = new() { Epochs = 2, BatchSize = BatchSize, Seed = 3, ThreadCount = 1 };

    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public static TheoryData<string> Networks => [.. ReferenceNetworks.Names];

    public static TheoryData<string> Optimizers => AutogradEpochTests.Optimizers;

    public static TheoryData<ActivationKind> Activations => [.. Enum.GetValues<ActivationKind>()];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Networks))]
    public void Every_network(string network) => AssertSame(() => ReferenceNetworks.Create(network).Compiled());

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Every_optimizer(string optimizer) => AssertSame(
        () => ReferenceNetworks.Create(ActivationKind.Tanh).Compiled(AutogradEpochTests.CreateOptimizer(optimizer)));

    [Theory]
    [MemberData(nameof(Activations))]
    public void Every_activation(ActivationKind kind) => AssertSame(
        () => ReferenceNetworks.Create(kind).Compiled(losses: [new CategoricalCrossentropy { LabelSmoothing = 0.1f }]));

    [Fact]
    public void Every_loss()
    {
        AssertSame(() => Network(ActivationKind.Softmax).Compiled(losses: [new SparseCategoricalCrossentropy()]));
        AssertSame(() => Network(ActivationKind.Linear).Compiled(losses: [new CategoricalCrossentropy { LabelSmoothing = 0.1f, FromLogits = true }]));
        AssertSame(() => Network(ActivationKind.Sigmoid).Compiled(losses: [new CategoricalCrossentropy()]));
        AssertSame(() => Network(ActivationKind.Sigmoid).Compiled(losses: [new BinaryCrossentropy { LabelSmoothing = 0.1f }]));
        AssertSame(() => Network(ActivationKind.Softmax).Compiled(losses: [new BinaryCrossentropy()]));
        AssertSame(() => Network(ActivationKind.Linear).Compiled(losses: [new BinaryCrossentropy { FromLogits = true }]));
        AssertSame(() => Network(ActivationKind.Linear).Compiled(losses: [new MeanSquaredError()]));
        AssertSame(() => Network(ActivationKind.Linear).Compiled(losses: [new Huber { Delta = 0.3f }]));
    }

    [Fact]
    public void Two_outputs_with_a_loss_each() => AssertSame(() => ReferenceNetworks.Create("two outputs")
        .Compiled(new Adam { LearningRate = 0.002f }, new CategoricalCrossentropy(), new MeanSquaredError()));

    [Fact]
    public void Dropout_and_noise_with_the_same_random_numbers() => AssertSame(() => ReferenceNetworks.CreateWithChance().Compiled());

    [Fact]
    public void Classes_that_count_differently() => AssertSame(
        () => ReferenceNetworks.Create("two outputs").Compiled(),
        s_options with { ClassWeights = new Dictionary<int, float> { [0] = 0, [2] = 3.5f } });

    [Fact]
    public void All_that_watches_over_a_training() => AssertSame(
        () => ReferenceNetworks.Create("batch normalization").Compiled(new Adam { LearningRate = 0.005f }),
        s_options with
        {
            Epochs = 4,
            ValidationSplit = 0.2,
            Schedule = new OneCycleSchedule(),
            WeightAverageDecay = 0.9,
            Augmentation = new ImageAugmentation { ShiftRange = 1 },
            EarlyStopping = new EarlyStopping { Patience = 1, RestoreBestWeights = true },
        });

    [Fact]
    public void A_batch_of_one_image_is_normalized_to_nothing() => AssertSame(
        () => ReferenceNetworks.Create("batch normalization").Compiled(), s_options with { Epochs = 1, BatchSize = 1 });

    [Fact]
    public void Training_with_the_same_seed_gives_the_same_weights()
    {
        var (first, second) = (ReferenceNetworks.CreateWithChance().Compiled(), ReferenceNetworks.CreateWithChance().Compiled());
        Train(first, s_options with { Engine = TrainingEngineKind.TorchSharp });
        Train(second, s_options with { Engine = TrainingEngineKind.TorchSharp });

        Assert.Equal(Weights(first), Weights(second));
    }

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void A_resumed_training_equals_one_that_was_never_interrupted(string optimizer)
    {
        var path = Path.Combine(_folder, "state.safetensors");
        var options = s_options with { Epochs = 3, Engine = TrainingEngineKind.TorchSharp, WeightAverageDecay = 0.9 };
        var (whole, part) = (Model(), Model());
        Train(whole, options);
        Train(part, options with { Epochs = 2, Checkpoint = new CheckpointOptions { Path = path } });
        var checkpoint = Checkpoint.Load(path);
        var resumed = Trainer.Resume(checkpoint, Samples(checkpoint.Model), checkpoint.Options with { Epochs = 3 }).Run();

        Assert.Equal(TrainingEngineKind.TorchSharp, resumed.Engine);
        Assert.Equal(Weights(whole), Weights(resumed.Model));

        DenseModel Model() => ReferenceNetworks.Create("batch normalization").Compiled(AutogradEpochTests.CreateOptimizer(optimizer));
    }

    [Fact]
    public void A_training_is_not_resumed_by_another_engine()
    {
        var path = Path.Combine(_folder, "state.safetensors");
        var model = Network(ActivationKind.Softmax).Compiled();
        Train(model, s_options with { Engine = TrainingEngineKind.TorchSharp, Checkpoint = new CheckpointOptions { Path = path } });
        var checkpoint = Checkpoint.Load(path);

        var error = Assert.Throws<MnistPSException>(() => Trainer.Resume(
            checkpoint, Samples(model), checkpoint.Options with { Epochs = 9, Engine = TrainingEngineKind.Vector }));
        Assert.Equal("ResumeSettingMismatch", error.ErrorId);
    }

    [Fact]
    public void No_tensor_is_left_behind()
    {
        Train(ReferenceNetworks.CreateWithChance().Compiled(), s_options with { Engine = TrainingEngineKind.TorchSharp });
        var before = torch.Tensor.TotalCount;
        for (var i = 0; i < 5; i++)
            Train(ReferenceNetworks.CreateWithChance().Compiled(), s_options with { Engine = TrainingEngineKind.TorchSharp });

        Assert.Equal(before, torch.Tensor.TotalCount);
    }

    [Fact]
    public void A_run_that_is_stopped_leaves_finite_weights_and_no_tensor()
    {
        var before = torch.Tensor.TotalCount;
        var model = Network(ActivationKind.Softmax).Compiled();
        using var stop = new CancellationTokenSource();
        var observer = new StoppingObserver(stop);

        Assert.Throws<OperationCanceledException>(() => new Trainer(
            model, Samples(model), s_options with { Engine = TrainingEngineKind.TorchSharp }).Run(observer, stop.Token));
        Assert.All(Weights(model), weight => Assert.True(float.IsFinite(weight)));
        Assert.Equal(before, torch.Tensor.TotalCount);
    }

    private static DenseModel Network(ActivationKind output) => ReferenceNetworks.Create(ActivationKind.Tanh, output);

    private static void AssertSame(Func<DenseModel> create, TrainingOptions? options = null)
    {
        options ??= s_options;
        var (expected, actual) = (create(), create());
        var before = Weights(actual);
        var expectedRun = Train(expected, options);
        var run = Train(actual, options with { Engine = TrainingEngineKind.TorchSharp });

        Assert.Equal(TrainingEngineKind.TorchSharp, run.Engine);
        Assert.NotEqual(before, Weights(actual));
        foreach (var (one, other) in expected.Parameters.Zip(actual.Parameters))
            MatrixText.AssertClose([.. one.Value.Span.ToArray().Select(value => (double)value)], other.Value.Span, Tolerance);
        Assert.Equal(expectedRun.Epochs.Count, run.Epochs.Count);
        foreach (var (one, other) in expectedRun.Epochs.Zip(run.Epochs))
        {
            Assert.Equal(one.Loss, other.Loss, Tolerance * Math.Max(1, one.Loss));
            Assert.Equal(one.Accuracy, other.Accuracy, 0.02);
            Assert.Equal(one.ValidationLoss ?? 0, other.ValidationLoss ?? 0, Tolerance * Math.Max(1, one.Loss));
        }
    }

    private static TrainingRun Train(DenseModel model, TrainingOptions options) => new Trainer(model, Samples(model), options).Run();

    private static SampleSet Samples(DenseModel model) => ReferenceNetworks.Samples(model, Count);

    private static float[] Weights(DenseModel model) => [.. model.Parameters.SelectMany(parameter => parameter.Value.Span.ToArray())];

    private sealed class StoppingObserver(CancellationTokenSource stop) : ITrainingObserver
    {
        public void BatchDone(TrainingProgress progress)
        {
            if (progress.Batch == 3)
                stop.Cancel();
        }

        public bool EpochDone(EpochRecord epoch) => true;
    }
}
