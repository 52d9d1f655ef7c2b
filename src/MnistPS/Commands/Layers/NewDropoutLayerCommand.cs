using System.Management.Automation;
using MnistPS.Layers;

namespace MnistPS.Commands.Layers;

/// <summary>Makes a dropout layer, which leaves out part of what it reads while a model trains.</summary>
/// <remarks>
/// Each number becomes 0 with the probability of -Rate, and the others grow by 1 / (1 − rate), so that their sum stays the same
/// on average (Srivastava et al. 2014). No unit can then rely on another one. In use, nothing is left out.
/// </remarks>
/// <example>
/// <para>A fifth of the hidden units is left out in each step.</para>
/// <code>$out = New-InputLayer 784 | New-DenseLayer 128 ReLU | New-DropoutLayer -Rate 0.2 | New-DenseLayer 10 Softmax</code>
/// </example>
[Cmdlet(VerbsCommon.New, "DropoutLayer")]
[OutputType(typeof(DropoutLayer))]
public sealed class NewDropoutLayerCommand : LayerCommand
{
    /// <summary>The share that is left out. Range: 0 to below 1.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public float Rate { get; set; }

    /// <inheritdoc/>
    private protected override Layer CreateLayer() => CreateLayer<DropoutLayer>();
}
