using System.Management.Automation;
using MnistPS.Layers;

namespace MnistPS.Commands.Layers;

/// <summary>Makes a layer that turns an image into a row of numbers.</summary>
/// <remarks>
/// Nothing is computed: (28, 28) becomes (784).
/// </remarks>
/// <example>
/// <para>Images go in as they are.</para>
/// <code>$out = New-InputLayer -Shape 28, 28 | New-FlattenLayer | New-DenseLayer 10 Softmax</code>
/// </example>
[Cmdlet(VerbsCommon.New, "FlattenLayer")]
[OutputType(typeof(FlattenLayer))]
public sealed class NewFlattenLayerCommand : LayerCommand
{
    /// <inheritdoc/>
    private protected override Layer CreateLayer() => CreateLayer<FlattenLayer>();
}
