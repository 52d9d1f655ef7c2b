using MnistPS.Data;
using MnistPS.Layers;
using MnistPS.Layers.Activations;
using MnistPS.Layers.Initializers;
using MnistPS.Losses;
using MnistPS.Models;
using MnistPS.Numerics;
using MnistPS.Optimizers;
using MnistPS.Prediction;

namespace MnistPS.Tests.Reference;

/// <summary>
/// Networks of every layer, on images of 6 × 6 random pixels: no pixel is always 0, so that no gradient is so small that
/// an optimizer which divides by it would show nothing but rounding.
/// </summary>
internal static class ReferenceNetworks
{
    internal const int Classes = 4;
    internal const int OtherClasses = 3;
    private const int Side = 6;

    private static readonly Dictionary<string, Func<DenseModel>> s_all = new()
    {
        ["one dense layer"] = () => Model(In(), input => Softmax(input)),
        ["dense relu softmax"] = () => Model(In(), input => Softmax(Dense(input, 12, ActivationKind.ReLU))),
        ["three hidden layers"] = () => Model(In(), input => Softmax(Dense(Dense(Dense(input, 20), 12), 8))),
        ["no bias"] = () => Model(In(), input => Softmax(new DenseLayer(input, 12, new DenseOptions { UseBias = false }))),
        ["rescaled and flattened"] = () => Model(
            new InputLayer(new Shape(Side, Side)),
            input => Softmax(Dense(new FlattenLayer(new RescalingLayer(input, 2, -1)), 12))),
        ["an activation as a layer"] = () => Model(
            In(), input => new ActivationLayer(
                Dense(new ActivationLayer(Dense(input, 12, ActivationKind.Linear), ActivationCatalog.Get(ActivationKind.GELU)), Classes, ActivationKind.Linear),
                ActivationCatalog.Get(ActivationKind.Softmax))),
        ["batch normalization"] = () => Model(
            In(), input => Softmax(new BatchNormalizationLayer(Dense(new BatchNormalizationLayer(input), 12)))),
        ["batch normalization of rows"] = () => Model(
            new InputLayer(new Shape(Side, Side)), input => Softmax(new BatchNormalizationLayer(input))),
        ["dropout of nothing"] = () => Model(In(), input => Softmax(new DropoutLayer(Dense(input, 12), 0))),
        ["regularized"] = () => Model(In(), input => Softmax(new DenseLayer(
            input, 12, new DenseOptions { Activation = ActivationCatalog.Get(ActivationKind.Tanh), L1 = 0.01f, L2 = 0.02f }))),
        ["concatenated"] = () => Model(
            In(), input => Softmax(new ConcatenateLayer([Dense(input, 7), Dense(input, 5, ActivationKind.Sigmoid), input]))),
        ["a skip connection"] = () => Model(In(), input => Skip(Dense(input, 12))),
        ["two inputs"] = () => TwoInputs(),
        ["two outputs"] = () => TwoOutputs(),
        ["a hidden layer that is an output too"] = () => HiddenOutput(),
    };

    internal static IEnumerable<string> Names => s_all.Keys;

    internal static DenseModel Create(string name) => s_all[name]();

    /// <summary>A network with one hidden layer of an activation, for tests of anything else.</summary>
    internal static DenseModel Create(ActivationKind hidden, ActivationKind output = ActivationKind.Softmax) =>
        Model(In(), input => Dense(Dense(input, 12, hidden), Classes, output));

    /// <summary>A network whose layers draw random numbers.</summary>
    internal static DenseModel CreateWithChance() => Model(
        In(), input => Softmax(new DropoutLayer(Dense(new GaussianNoiseLayer(input, 0.3f), 20), 0.4f)));

    internal static DenseModel Compiled(this DenseModel model, Optimizer? optimizer = null, params Loss[] losses)
    {
        model.Compilation = new Compilation(
            model, losses.Length > 0 ? losses : [new CategoricalCrossentropy()], optimizer ?? new SGD { LearningRate = 0.1f })
        {
            LossWeights = model.Outputs.Count > 1 ? [1, 0.5f] : null,
        };
        return model;
    }

    /// <summary>Random pixels and random labels, a dataset of its own for each input and output.</summary>
    internal static SampleSet Samples(DenseModel model, int count) => ModelSamples.Match(
        model,
        model.Inputs.Cast<Layer>().Concat(model.Outputs).Select((layer, seed) => (layer, seed)).ToDictionary(
            item => item.layer.Name!,
            item => Noise(count, item.layer is InputLayer ? Classes : item.layer.OutputShape.Size, item.seed)));

    private static DigitDataset Noise(int count, int classes, int seed)
    {
        var random = new RandomStream(seed + 1);
        var pixels = new byte[count * Side * Side];
        var labels = new byte[count];
        for (var i = 0; i < pixels.Length; i++)
            pixels[i] = (byte)random.NextInt32(256);
        for (var i = 0; i < count; i++)
            labels[i] = (byte)random.NextInt32(classes);
        return new DigitDataset(pixels, labels, Side, Side, classes);
    }

    private static InputLayer In() => new(new Shape(Side * Side));

    private static DenseLayer Dense(Layer inbound, int units, ActivationKind activation = ActivationKind.ReLU) => new(
        inbound,
        units,
        new DenseOptions { Activation = ActivationCatalog.Get(activation), BiasInitializer = InitializerCatalog.Constant(0.05f) });

    private static DenseLayer Softmax(Layer inbound, int units = Classes) => Dense(inbound, units, ActivationKind.Softmax);

    private static DenseModel Model(InputLayer input, Func<Layer, Layer> join) => new([input], [join(input)], seed: 5);

    private static DenseLayer Skip(Layer hidden) =>
        Softmax(new AddLayer([hidden, Dense(Dense(hidden, 8, ActivationKind.Tanh), 12, ActivationKind.Linear)]));

    private static DenseModel TwoInputs()
    {
        var (first, second) = (In(), In());
        var joined = new ConcatenateLayer([Dense(first, 8), Dense(second, 6, ActivationKind.SiLU)]);
        return new DenseModel([first, second], [Softmax(joined)], seed: 5);
    }

    private static DenseModel TwoOutputs()
    {
        var input = In();
        var hidden = Dense(input, 12);
        return new DenseModel([input], [Softmax(hidden), Softmax(Dense(hidden, 6), OtherClasses)], seed: 5);
    }

    private static DenseModel HiddenOutput()
    {
        var input = In();
        var first = Softmax(Dense(input, 12));
        return new DenseModel([input], [first, Softmax(Dense(first, 6, ActivationKind.Tanh), OtherClasses)], seed: 5);
    }
}
