using System.Management.Automation;
using MnistPS.Layers;
using MnistPS.Layers.Activations;
using MnistPS.Layers.Initializers;
using MnistPS.Parameters;

namespace MnistPS.Commands.Layers;

/// <summary>Makes a dense layer, joined to the layer that comes down the pipeline.</summary>
/// <remarks>
/// Every unit of a dense layer reads every number of the layer before it: its output is activation(x·W + b), with the
/// weight matrix W (inputs × units), which Keras calls kernel, and the bias vector b (units).
/// </remarks>
/// <example>
/// <para>The tutorial's network: 784 inputs, 128 hidden units, 10 probabilities.</para>
/// <code>$in = New-InputLayer -Size 784
/// $out = $in | New-DenseLayer -Units 128 -Activation ReLU -Name hidden | New-DenseLayer -Units 10 -Activation Softmax
/// New-DenseModel -InputLayer $in -OutputLayer $out</code>
/// </example>
[Cmdlet(VerbsCommon.New, "DenseLayer")]
[OutputType(typeof(DenseLayer))]
public sealed class NewDenseLayerCommand : ActivatedLayerCommand
{
    /// <summary>Number of units, that is of numbers that the layer puts out. Range: 1 to 65,536.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public int Units { get; set; }

    /// <summary>The function at the end of the layer, without which a deep network would be no more than one layer.</summary>
    [Parameter(Position = 1)]
    [FlatList]
    public ActivationKind Activation { get; set; } = ActivationKind.Linear;

    /// <summary>Leaves the bias vector out.</summary>
    [Parameter]
    public SwitchParameter NoBias { get; set; }

    /// <summary>Where the first weights come from. Default: GlorotUniform.</summary>
    [Parameter]
    [FlatList]
    public InitializerKind KernelInitializer { get; set; } = InitializerKind.GlorotUniform;

    /// <summary>Where the first biases come from. Default: Zeros.</summary>
    [Parameter]
    [FlatList]
    public InitializerKind BiasInitializer { get; set; } = InitializerKind.Zeros;

    /// <summary>One value that all first weights have (Keras's Constant), instead of -KernelInitializer.</summary>
    [Parameter]
    public float? KernelValue { get; set; }

    /// <summary>One value that all first biases have (Keras's Constant), instead of -BiasInitializer.</summary>
    [Parameter]
    public float? BiasValue { get; set; }

    /// <summary>Factor of the weights' absolute values in the loss, which drives useless weights to 0. Range: at least 0. Default: 0.</summary>
    [Parameter]
    public float L1 { get; set; }

    /// <summary>Factor of the weights' squares in the loss, which keeps weights small. Range: at least 0. Default: 0.</summary>
    [Parameter]
    public float L2 { get; set; }

    /// <inheritdoc/>
    private protected override Layer CreateLayer()
    {
        var options = new DenseOptions
        {
            Activation = CreateActivation(Activation),
            UseBias = !NoBias,
            KernelInitializer = Choose(KernelValue, nameof(KernelValue), KernelInitializer, nameof(KernelInitializer)),
            BiasInitializer = Choose(BiasValue, nameof(BiasValue), BiasInitializer, nameof(BiasInitializer)),
            L1 = L1,
            L2 = L2,
        };
        return new DenseLayer(InputLayer, Units, options, Name);
    }

    private Initializer Choose(float? value, string valueName, InitializerKind kind, string kindName)
    {
        if (value is null)
            return InitializerCatalog.Get(kind);
        if (MyInvocation.BoundParameters.ContainsKey(kindName))
            throw new MnistPSException(
                "InitializerAmbiguous",
                ErrorKind.InvalidArgument,
                $"Both {kindName} and {valueName} are given, and either says what the first values are. Give one of the two.");
        return InitializerCatalog.Constant(value.Value);
    }
}
