using System.Management.Automation;
using MnistPS.Layers;

namespace MnistPS.Commands.Layers;

/// <summary>Makes a layer that multiplies by a factor and adds an offset.</summary>
/// <remarks>
/// Datasets of this module come as numbers from 0 to 1. This layer brings them to another range: x·scale + offset.
/// </remarks>
/// <example>
/// <para>From 0 … 1 to −1 … 1.</para>
/// <code>$out = New-InputLayer 784 | New-RescalingLayer -Scale 2 -Offset -1 | New-DenseLayer 10 Softmax</code>
/// </example>
[Cmdlet(VerbsCommon.New, "RescalingLayer")]
[OutputType(typeof(RescalingLayer))]
public sealed class NewRescalingLayerCommand : LayerCommand
{
    /// <summary>The factor.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public float Scale { get; set; }

    /// <summary>What is added after that. Default: 0.</summary>
    [Parameter(Position = 1)]
    public float? Offset { get; set; }

    /// <inheritdoc/>
    private protected override Layer CreateLayer() => CreateLayer<RescalingLayer>();
}
