using MnistPS.Data;
using MnistPS.Data.Augmentation;
using MnistPS.Data.Mnist;
using MnistPS.Layers;
using MnistPS.Layers.Activations;
using MnistPS.Losses;
using MnistPS.Models;
using MnistPS.Numerics;
using MnistPS.Optimizers;
using MnistPS.Prediction;
using MnistPS.Training;
using MnistPS.Training.Checkpoints;
using MnistPS.Training.Schedules;

namespace MnistPS.Tests.Training;

public sealed class CheckpointTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;
    private readonly DigitDataset _data = DrawnDataset.Draw(MnistSplits.Train, 300, seed: 1);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Interrupted_and_resumed_equals_uninterrupted_bit_for_bit()
    {
        var whole = CreateModel();
        new Trainer(whole, Samples(whole), Options()).Run();

        var interrupted = CreateModel();
        new Trainer(interrupted, Samples(interrupted), Options()).Run(new StopAfter(2));
        var checkpoint = Checkpoint.Load(Path.Combine(_folder, "state.safetensors"));
        var resumed = Trainer.Resume(checkpoint, Samples(checkpoint.Model)).Run();

        Assert.Equal(4, resumed.Epochs.Count);
        Assert.Equal(Weights(whole), Weights(resumed.Model));
    }

    [Fact]
    public void A_damaged_checkpoint_is_refused()
    {
        var model = CreateModel();
        new Trainer(model, Samples(model), Options() with { Epochs = 1 }).Run();
        var path = Path.Combine(_folder, "state.safetensors");
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..^5]);

        Assert.ThrowsAny<MnistPSException>(() => Checkpoint.Load(path));
    }

    // Dropout, varied images, a schedule, an average: everything that has a state of its own.
    private TrainingOptions Options() => new()
    {
        Epochs = 4,
        Seed = 9,
        ThreadCount = 2,
        ValidationSplit = 0.2,
        Augmentation = ImageAugmentation.Digits,
        Schedule = new OneCycleSchedule(),
        WeightAverageDecay = 0.9,
        Checkpoint = new CheckpointOptions { Path = Path.Combine(_folder, "state.safetensors") },
    };

    private SampleSet Samples(DenseModel model) => ModelSamples.Match(model, _data);

    private static DenseModel CreateModel()
    {
        var input = new InputLayer(new Shape(784));
        var hidden = new DropoutLayer(new DenseLayer(input, 16), 0.3f);
        var output = new DenseLayer(hidden, 10, new DenseOptions { Activation = ActivationCatalog.Get(ActivationKind.Softmax) });
        var model = new DenseModel([input], [output], seed: 4);
        model.Compilation = new Compilation(model, [new CategoricalCrossentropy()], new Adam());
        return model;
    }

    private static float[] Weights(DenseModel model) =>
        [.. model.Parameters.SelectMany(parameter => parameter.Value.Span.ToArray())];

    private sealed class StopAfter(int epoch) : ITrainingObserver
    {
        public void BatchDone(TrainingProgress progress)
        {
        }

        public bool EpochDone(EpochRecord record) => record.Epoch < epoch;
    }
}
