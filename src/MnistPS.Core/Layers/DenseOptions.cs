using MnistPS.Layers.Initializers;

namespace MnistPS.Layers;

/// <summary>Settings of a dense layer. The defaults are Keras's.</summary>
public sealed record DenseOptions
{
    /// <summary>The activation. Default: linear, that is none.</summary>
    public Activation Activation { get; init; } = Activation.Linear;

    /// <summary>Whether there is a bias vector. Default: true.</summary>
    public bool UseBias { get; init; } = true;

    /// <summary>Where the first weights come from. Default: Glorot uniform.</summary>
    public Initializer KernelInitializer { get; init; } = InitializerCatalog.GlorotUniform;

    /// <summary>Where the first biases come from. Default: zeros.</summary>
    public Initializer BiasInitializer { get; init; } = InitializerCatalog.Zeros;

    /// <summary>What is added to the loss for large weights. Default: nothing.</summary>
    public Regularizer? KernelRegularizer { get; init; }

    internal IReadOnlyDictionary<string, object?> ToConfiguration(int units) => new Dictionary<string, object?>
    {
        ["units"] = units,
        ["activation"] = Activation.Name,
        ["use_bias"] = UseBias,
        ["kernel_initializer"] = KernelInitializer.Name,
        ["bias_initializer"] = BiasInitializer.Name,
        ["l1"] = KernelRegularizer?.L1 ?? 0,
        ["l2"] = KernelRegularizer?.L2 ?? 0,
    };
}
