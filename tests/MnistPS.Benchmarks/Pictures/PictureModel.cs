using MnistPS.Data.Augmentation;
using MnistPS.Formats;
using MnistPS.Layers;
using MnistPS.Layers.Activations;
using MnistPS.Layers.Initializers;
using MnistPS.Losses;
using MnistPS.Models;
using MnistPS.Optimizers;
using MnistPS.Prediction;
using MnistPS.Training;
using MnistPS.Training.Schedules;

namespace MnistPS.Benchmarks.Pictures;

/// <summary>Who reads the pictures: a file, the module's own model, or a small network that is trained here.</summary>
internal static class PictureModel
{
    private const int Seed = 1;
    private const int Epochs = 12;
    private const int TrainCount = 60_000;
    private static readonly int[] s_hidden = [128, 64];

    /// <summary>Loads or trains it.</summary>
    /// <param name="file">A file of Export-DenseModel; null for the module's own model, or where it has none, a new one.</param>
    /// <returns>The model, and where it came from.</returns>
    internal static (DenseModel Model, string Origin) Get(string? file)
    {
        if (file is not null)
            return (ModelFile.Load(Path.GetFullPath(file)), Path.GetFileName(file));
        var own = Path.Combine(Natives.ModulePath, "models", "digits.safetensors");
        return File.Exists(own)
            ? (ModelFile.Load(own), "the module's own model")
            : (Train(), $"a network of {string.Join(" and ", s_hidden)} units, trained for {Epochs} epochs on varied images");
    }

    // As scripts/best-accuracy.ps1 does, but small.
    private static DenseModel Train()
    {
        Layer layer = new InputLayer(new Numerics.Shape(784));
        foreach (var units in s_hidden)
            layer = Hidden(layer, units);
        var softmax = new DenseOptions { Activation = ActivationCatalog.Get(ActivationKind.Softmax) };
        var model = new DenseModel([new DenseLayer(layer, 10, softmax)], seed: Seed);
        model.Compilation = new Compilation(
            model, [new CategoricalCrossentropy { LabelSmoothing = 0.05f }], new AdamW { LearningRate = 0.005f, WeightDecay = 0.01f });
        var options = new TrainingOptions
        {
            Epochs = Epochs,
            BatchSize = 256,
            Seed = Seed,
            Schedule = new OneCycleSchedule(),
            Augmentation = ImageAugmentation.Digits,
        };
        new Trainer(model, ModelSamples.Match(model, BenchmarkData.Train(TrainCount)), options).Run();
        return model;
    }

    private static ActivationLayer Hidden(Layer inbound, int units)
    {
        var dense = new DenseOptions { UseBias = false, KernelInitializer = InitializerCatalog.Get(InitializerKind.HeNormal) };
        var normalized = new BatchNormalizationLayer(new DenseLayer(inbound, units, dense));
        return new ActivationLayer(normalized, ActivationCatalog.Get(ActivationKind.ReLU));
    }
}
