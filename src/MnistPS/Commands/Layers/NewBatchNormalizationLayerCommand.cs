using System.Management.Automation;
using MnistPS.Layers;

namespace MnistPS.Commands.Layers;

/// <summary>Makes a batch normalization layer, which brings each feature to mean 0 and deviation 1 over the batch.</summary>
/// <remarks>
/// γ·(x − mean) / √(variance + ε) + β (Ioffe and Szegedy 2015), with the batch's own statistics while a model trains, and with
/// their moving means in use. γ and β are learned.
/// </remarks>
/// <example>
/// <para>Normalize between the weights and the activation.</para>
/// <code>$out = New-InputLayer 784 | New-DenseLayer 256 -NoBias | New-BatchNormalizationLayer | New-ActivationLayer ReLU | New-DenseLayer 10 Softmax</code>
/// </example>
[Cmdlet(VerbsCommon.New, "BatchNormalizationLayer")]
[OutputType(typeof(BatchNormalizationLayer))]
public sealed class NewBatchNormalizationLayerCommand : LayerCommand
{
    /// <summary>The memory of the moving statistics. Range: 0 to 1. Default: 0.99.</summary>
    [Parameter]
    public float? Momentum { get; set; }

    /// <summary>What is added to the variance. Range: above 0. Default: 0.001.</summary>
    [Parameter]
    public float? Epsilon { get; set; }

    /// <inheritdoc/>
    private protected override Layer CreateLayer() => CreateLayer<BatchNormalizationLayer>();
}
