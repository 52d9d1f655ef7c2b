using System.Management.Automation;
using MnistPS.Layers;
using MnistPS.Layers.Activations;
using MnistPS.Parameters;

namespace MnistPS.Commands.Layers;

/// <summary>Makes a layer that only applies an activation.</summary>
/// <remarks>
/// A dense layer has an activation of its own. This one is for where something else, such as a normalization, comes between.
/// </remarks>
/// <example>
/// <para>An activation after a normalization.</para>
/// <code>$out = New-InputLayer 784 | New-DenseLayer 256 | New-BatchNormalizationLayer | New-ActivationLayer ReLU | New-DenseLayer 10 Softmax</code>
/// </example>
[Cmdlet(VerbsCommon.New, "ActivationLayer")]
[OutputType(typeof(ActivationLayer))]
public sealed class NewActivationLayerCommand : ActivatedLayerCommand
{
    /// <summary>The activation. LeakyReLU has -NegativeSlope, and ELU -Alpha.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [FlatList]
    public ActivationKind Activation { get; set; }

    /// <inheritdoc/>
    private protected override Layer CreateLayer() => new ActivationLayer(InputLayer, CreateActivation(Activation), Name);
}
