using System.Management.Automation;
using MnistPS.Layers;

namespace MnistPS.Commands.Layers;

/// <summary>Makes a layer that puts the outputs of several layers side by side.</summary>
/// <remarks>
/// Layers of 64 and 32 units become one of 96 numbers. It is how two inputs are joined.
/// </remarks>
/// <example>
/// <para>Two ways from one input, joined again.</para>
/// <code>$in = New-InputLayer 784
/// $wide = $in | New-DenseLayer 64 ReLU
/// $narrow = $in | New-DenseLayer 32 Tanh
/// $model = New-ConcatenateLayer $wide, $narrow | New-DenseLayer 10 Softmax | New-DenseModel</code>
/// </example>
[Cmdlet(VerbsCommon.New, "ConcatenateLayer")]
[OutputType(typeof(ConcatenateLayer))]
public sealed class NewConcatenateLayerCommand : MergeCommand
{
    /// <inheritdoc/>
    private protected override Layer CreateLayer(IReadOnlyList<Layer> inbound) => new ConcatenateLayer(inbound, Name);
}
