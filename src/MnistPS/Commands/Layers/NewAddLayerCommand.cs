using System.Management.Automation;
using MnistPS.Layers;

namespace MnistPS.Commands.Layers;

/// <summary>Makes a layer that adds the outputs of several layers, number by number.</summary>
/// <remarks>
/// All must have the same shape. It is how a skip connection is made (He et al. 2016).
/// </remarks>
/// <example>
/// <para>A skip connection.</para>
/// <code>$a = New-InputLayer 784 | New-DenseLayer 64 ReLU
/// $b = $a | New-DenseLayer 64 ReLU
/// $model = New-AddLayer $a, $b | New-DenseLayer 10 Softmax | New-DenseModel</code>
/// </example>
[Cmdlet(VerbsCommon.New, "AddLayer")]
[OutputType(typeof(AddLayer))]
public sealed class NewAddLayerCommand : MergeCommand
{
    /// <inheritdoc/>
    private protected override Layer CreateLayer(IReadOnlyList<Layer> inbound) => new AddLayer(inbound, Name);
}
