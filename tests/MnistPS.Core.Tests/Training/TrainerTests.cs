using MnistPS.Data;
using MnistPS.Data.Mnist;
using MnistPS.Layers.Activations;
using MnistPS.Losses;
using MnistPS.Metrics;
using MnistPS.Models;
using MnistPS.Optimizers;
using MnistPS.Prediction;
using MnistPS.Training;
using MnistPS.Training.Schedules;

namespace MnistPS.Tests.Training;

public sealed class TrainerTests
{
    private const double TutorialAccuracy = 0.975;

    [Fact]
    public void Training_with_the_same_seed_gives_the_same_weights_bit_for_bit()
    {
        var dataset = DrawnDataset.Draw(MnistSplits.Train, 1000, seed: 1);

        Assert.Equal(Weights(Train(dataset, seed: 7)), Weights(Train(dataset, seed: 7)));
    }

    [Fact]
    public void Training_with_another_seed_gives_other_weights()
    {
        var dataset = DrawnDataset.Draw(MnistSplits.Train, 200, seed: 1);

        Assert.NotEqual(Weights(Train(dataset, seed: 7)), Weights(Train(dataset, seed: 8)));
    }

    [Fact]
    public void Training_makes_the_loss_smaller()
    {
        var model = CreateModel(seed: 3);
        var run = new Trainer(model, Samples(model, 2000), new TrainingOptions { Epochs = 3, Seed = 3 }).Run();

        Assert.True(run.Epochs[2].Loss < run.Epochs[0].Loss);
        Assert.True(run.Epochs[2].Accuracy > run.Epochs[0].Accuracy);
    }

    [Fact]
    public void The_validation_samples_are_the_last_ones_and_no_part_of_the_training()
    {
        // The last fifth carries labels that contradict the images: what is learned of it would show as accuracy there.
        var dataset = DrawnDataset.Draw(MnistSplits.Train, 1000, seed: 1);
        var labels = dataset.Labels.ToArray();
        for (var i = 800; i < labels.Length; i++)
            labels[i] = (byte)((labels[i] + 1) % 10);
        var model = CreateModel(seed: 3);
        var samples = ModelSamples.Match(model, new DigitDataset(dataset.Pixels, labels, 28, 28));
        var run = new Trainer(model, samples, new TrainingOptions { Epochs = 6, ValidationSplit = 0.2, Seed = 3 }).Run();

        Assert.True(run.Last!.Accuracy > 0.5);
        Assert.True(run.Last.ValidationAccuracy < 0.2);
    }

    [Fact]
    public void A_model_that_was_not_compiled_is_refused()
    {
        var model = DenseModel.Create(784, [16], 10, ActivationCatalog.Get(ActivationKind.ReLU));
        var error = Assert.Throws<MnistPSException>(() => new Trainer(model, Samples(model, 10), new TrainingOptions()));

        Assert.Equal("ModelNotCompiled", error.ErrorId);
    }

    [Fact]
    public void A_model_is_trained_once_at_a_time()
    {
        var model = CreateModel(seed: 1);
        var second = new Trainer(model, Samples(model, 50), new TrainingOptions());
        var meanwhile = new TrainMeanwhile(second);

        new Trainer(model, Samples(model, 50), new TrainingOptions()).Run(meanwhile);

        Assert.Equal("ModelInTraining", meanwhile.Error?.ErrorId);
        Assert.Single(second.Run().Epochs);
    }

    [Fact]
    public void A_training_that_is_stopped_leaves_the_weights_of_that_moment()
    {
        // The first 96 samples in their order are the three batches that were learned from.
        var (stopped, whole) = (CreateModel(seed: 1), CreateModel(seed: 1));
        var options = new TrainingOptions { Epochs = 100, Shuffle = false, Seed = 1 };
        using var stop = new CancellationTokenSource();
        var trainer = new Trainer(stopped, Samples(stopped, 500), options);
        Assert.Throws<OperationCanceledException>(() => trainer.Run(new StopAfterBatches(3, stop), stop.Token));

        new Trainer(whole, Samples(whole, 500).Slice(0, 96), options with { Epochs = 1 }).Run();
        Assert.Equal(Weights(whole), Weights(stopped));
    }

    [SkippableTheory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void The_tutorial_reads_97_5_percent_of_the_test_set_with_any_seed(int seed)
    {
        var sets = MnistFolder.Read(MnistData.RequireFolder(), MnistSplits.All);
        var (train, test) = (sets[0], sets[1]);
        var model = DenseModel.Create(784, [128], 10, ActivationCatalog.Get(ActivationKind.ReLU), seed: seed);
        model.Compilation = new Compilation(model, [new CategoricalCrossentropy()], new Adam { LearningRate = 0.003f });
        var options = new TrainingOptions { Epochs = 5, BatchSize = 128, Seed = seed, Schedule = new OneCycleSchedule() };
        new Trainer(model, ModelSamples.Match(model, train), options).Run();

        Assert.True(ModelEvaluation.Measure(model, test).Accuracy >= TutorialAccuracy);
    }

    private static DenseModel Train(DigitDataset dataset, int seed)
    {
        var model = CreateModel(seed);
        new Trainer(model, ModelSamples.Match(model, dataset), new TrainingOptions { Epochs = 2, Seed = seed }).Run();
        return model;
    }

    private static DenseModel CreateModel(int seed)
    {
        var model = DenseModel.Create(784, [32], 10, ActivationCatalog.Get(ActivationKind.ReLU), seed: seed);
        model.Compilation = new Compilation(model, [new CategoricalCrossentropy()], new Adam());
        return model;
    }

    private static SampleSet Samples(DenseModel model, int count) =>
        ModelSamples.Match(model, DrawnDataset.Draw(MnistSplits.Train, count, seed: 1));

    private static float[] Weights(DenseModel model) =>
        [.. model.Parameters.SelectMany(parameter => parameter.Value.Span.ToArray())];

    private sealed class StopAfterBatches(int batches, CancellationTokenSource stop) : ITrainingObserver
    {
        public void BatchDone(TrainingProgress progress)
        {
            if (progress.Batch == batches)
                stop.Cancel();
        }

        public bool EpochDone(EpochRecord record) => true;
    }

    private sealed class TrainMeanwhile(Trainer second) : ITrainingObserver
    {
        public MnistPSException? Error { get; private set; }

        public void BatchDone(TrainingProgress progress)
        {
        }

        public bool EpochDone(EpochRecord record)
        {
            Error = Assert.Throws<MnistPSException>(() => second.Run());
            return true;
        }
    }
}
