using System.Management.Automation;
using MnistPS.Layers;

namespace MnistPS.Commands.Layers;

/// <summary>Makes a layer that adds noise while a model trains.</summary>
/// <remarks>
/// The noise is normal with mean 0. It keeps a network from learning the training images by heart. In use, nothing is added.
/// </remarks>
/// <example>
/// <para>Noise on the pixels.</para>
/// <code>$out = New-InputLayer 784 | New-GaussianNoiseLayer 0.1 | New-DenseLayer 128 ReLU | New-DenseLayer 10 Softmax</code>
/// </example>
[Cmdlet(VerbsCommon.New, "GaussianNoiseLayer")]
[OutputType(typeof(GaussianNoiseLayer))]
public sealed class NewGaussianNoiseLayerCommand : LayerCommand
{
    /// <summary>Size of the noise. Range: at least 0.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public float StandardDeviation { get; set; }

    /// <inheritdoc/>
    private protected override Layer CreateLayer() => CreateLayer<GaussianNoiseLayer>();
}
