using MnistPS.Layers;
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
            Activation = Activations.Get(settings.Text("activation")),
            UseBias = settings.Flag("use_bias"),
            KernelInitializer = Initializers.Get(settings.Text("kernel_initializer")),
            BiasInitializer = Initializers.Get(settings.Text("bias_initializer")),
            KernelRegularizer = Regularizer(settings.Number("l1"), settings.Number("l2")),
        },
        name);

    private static Regularizer? Regularizer(float l1, float l2) => l1 == 0 && l2 == 0 ? null : new Regularizer(l1, l2);
}
