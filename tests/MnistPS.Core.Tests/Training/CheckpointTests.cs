using System.Text.Json;
using System.Text.Json.Nodes;
using MnistPS.Data;
using MnistPS.Data.Augmentation;
using MnistPS.Formats;
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

    [Theory]
    [InlineData("""{"Path":"VICTIM","Mode":"EveryEpoch"}""")]
    [InlineData("""{"Mode":"Best","Path":"VICTIM"}""")]
    [InlineData("""{"Path":"VICTIM","IsLiteral":false}""")]
    [InlineData("""{"Path":"victim{epoch}","Mode":"EveryEpoch"}""")]
    [InlineData("""{"Path":null}""")]
    [InlineData("{}")]
    [InlineData("null")]
    public void A_resumed_training_writes_the_file_that_it_was_resumed_from_whatever_the_file_says(string options)
    {
        var victim = Path.Combine(_folder, "victim");
        File.WriteAllText(victim, "mine");
        var model = CreateModel();
        new Trainer(model, Samples(model), Options()).Run(new StopAfter(2));
        var moved = Path.Combine(_folder, "moved{epoch}.safetensors");
        File.Move(Path.Combine(_folder, "state.safetensors"), moved);
        ReplaceCheckpointOptions(moved, options.Replace("VICTIM", JsonEncodedText.Encode(victim).ToString(), StringComparison.Ordinal));

        var checkpoint = Checkpoint.Load(moved);
        Trainer.Resume(checkpoint, Samples(checkpoint.Model)).Run();

        Assert.Equal("mine", File.ReadAllText(victim));
        Assert.Equal([moved, victim], Directory.GetFiles(_folder).Order(StringComparer.Ordinal));
        if (!options.Contains("Best", StringComparison.Ordinal))
            Assert.Equal(4, Checkpoint.Load(moved).Epochs[^1].Epoch);
    }

    [Theory]
    [InlineData(CheckpointMode.Best)]
    [InlineData(CheckpointMode.EveryEpoch)]
    public void A_checkpoint_tells_when_to_save_and_not_where(CheckpointMode mode)
    {
        var model = CreateModel();
        var options = Options();
        new Trainer(model, Samples(model), options with { Epochs = 1, Checkpoint = options.Checkpoint! with { Mode = mode } }).Run();
        var path = Path.Combine(_folder, "state.safetensors");

        Assert.Equal(mode, Checkpoint.Load(path).Options.Checkpoint!.Mode);
        Assert.DoesNotContain(Path.GetFileName(_folder), SafeTensorsFile.Load(path).Metadata["training"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("""{"BaseRate":-1e30}""")]
    [InlineData("""{"BaseRate":0}""")]
    [InlineData("""{"Iterations":-5}""")]
    [InlineData("""{"AverageUpdates":-1}""")]
    [InlineData("""{"ThreadCount":2000000000}""")]
    [InlineData("""{"SampleCount":-1}""")]
    [InlineData("""{"Reduction":0}""")]
    [InlineData("{}")]
    [InlineData("""{"Options":null}""")]
    [InlineData("""{"Epochs":[]}""")]
    [InlineData("""{"Epochs":null}""")]
    public void A_checkpoint_whose_state_is_missing_or_out_of_range_is_refused(string changes)
    {
        var model = CreateModel();
        new Trainer(model, Samples(model), Options() with { Epochs = 1 }).Run();
        var path = Path.Combine(_folder, "state.safetensors");
        var file = SafeTensorsFile.Load(path);
        var state = JsonNode.Parse(file.Metadata["training"])!.AsObject();
        if (JsonNode.Parse(changes) is JsonObject { Count: > 0 } parts)
            parts.ToList().ForEach(part => state[part.Key] = part.Value?.DeepClone());
        else
            state = null;
        file.Metadata["training"] = state?.ToJsonString() ?? changes;
        file.Save(path);

        Assert.Equal("CheckpointInvalid", Assert.Throws<MnistPSException>(() => Checkpoint.Load(path)).ErrorId);
    }

    // As 0.1.0 wrote them, with the path of the next checkpoint among its options.
    private static void ReplaceCheckpointOptions(string path, string options)
    {
        var file = SafeTensorsFile.Load(path);
        var state = JsonNode.Parse(file.Metadata["training"])!;
        state["Options"]!["Checkpoint"] = JsonNode.Parse(options);
        file.Metadata["training"] = state.ToJsonString();
        file.Save(path);
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
