using MnistPS.Layers;
using MnistPS.Layers.Activations;
using MnistPS.Layers.Initializers;
using MnistPS.Numerics;

namespace MnistPS.Formats;

/// <summary>Makes layers again from the settings under which they were saved.</summary>
internal static class LayerFactory
{
    private delegate Layer Maker(string name, IReadOnlyList<Layer> inbound, Settings settings);

    private static readonly Dictionary<string, Maker> s_makers = new()
    {
        ["Input"] = (name, _, settings) => new InputLayer(new Shape(settings.Wholes("shape")), name),
        ["Dense"] = CreateDense,
        ["Activation"] = (name, inbound, settings) =>
            new ActivationLayer(inbound[0], ActivationCatalog.Get(settings.Text("activation")), name),
        ["Dropout"] = (name, inbound, settings) => new DropoutLayer(inbound[0], settings.Number("rate"), name),
        ["GaussianNoise"] = (name, inbound, settings) =>
            new GaussianNoiseLayer(inbound[0], settings.Number("stddev"), name),
        ["BatchNormalization"] = CreateBatchNormalization,
        ["Flatten"] = (name, inbound, _) => new FlattenLayer(inbound[0], name),
        ["Rescaling"] = (name, inbound, settings) =>
            new RescalingLayer(inbound[0], settings.Number("scale"), settings.Number("offset"), name),
        ["Concatenate"] = (name, inbound, _) => new ConcatenateLayer(inbound, name),
        ["Add"] = (name, inbound, _) => new AddLayer(inbound, name),
    };

    internal static Layer Create(string kind, string name, IReadOnlyList<Layer> inbound, Settings settings) =>
        s_makers.TryGetValue(kind, out var maker)
            ? maker(name, inbound, settings)
            : throw new InvalidDataException($"the layer '{name}' is of the unknown kind '{kind}'.");

    private static DenseLayer CreateDense(string name, IReadOnlyList<Layer> inbound, Settings settings) => new(
        inbound[0],
        settings.Whole("units"),
        new DenseOptions
        {
            Activation = ActivationCatalog.Get(settings.Text("activation")),
            UseBias = settings.Flag("use_bias"),
            KernelInitializer = InitializerCatalog.Get(settings.Text("kernel_initializer")),
            BiasInitializer = InitializerCatalog.Get(settings.Text("bias_initializer")),
            KernelRegularizer = Regularizer(settings.Number("l1"), settings.Number("l2")),
        },
        name);

    private static BatchNormalizationLayer CreateBatchNormalization(
        string name, IReadOnlyList<Layer> inbound, Settings settings) => new(
        inbound[0],
        new BatchNormalizationOptions { Momentum = settings.Number("momentum"), Epsilon = settings.Number("epsilon") },
        name);

    private static Regularizer? Regularizer(float l1, float l2) => l1 == 0 && l2 == 0 ? null : new Regularizer(l1, l2);
}
