using MnistPS.Layers.Initializers;
using MnistPS.Settings;

namespace MnistPS.Layers;

/// <summary>Settings of a dense layer. The defaults are Keras's.</summary>
[Configurable("dense layer")]
public sealed record DenseOptions
{
    /// <summary>The activation. Default: linear, that is none.</summary>
    [Setting("activation")]
    public Activation Activation { get; init; } = Activation.Linear;

    /// <summary>Whether there is a bias vector. Default: true.</summary>
    [Setting("use_bias")]
    public bool UseBias { get; init; } = true;

    /// <summary>Where the first weights come from. Default: Glorot uniform.</summary>
    [Setting("kernel_initializer")]
    public Initializer KernelInitializer { get; init; } = InitializerCatalog.GlorotUniform;

    /// <summary>Where the first biases come from. Default: zeros.</summary>
    [Setting("bias_initializer")]
    public Initializer BiasInitializer { get; init; } = InitializerCatalog.Zeros;

    /// <summary>Factor of the weights' absolute values in the loss. Range: at least 0. Default: 0.</summary>
    [Setting("l1", AtLeast = 0, OutOfRange = "RegularizerOutOfRange")]
    public float L1 { get; init; }

    /// <summary>Factor of the weights' squares in the loss. Range: at least 0. Default: 0.</summary>
    [Setting("l2", AtLeast = 0, OutOfRange = "RegularizerOutOfRange")]
    public float L2 { get; init; }

    /// <summary>What is added to the loss for large weights; null for nothing.</summary>
    public Regularizer? KernelRegularizer => L1 == 0 && L2 == 0 ? null : new Regularizer(L1, L2);
}
