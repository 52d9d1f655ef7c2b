using System.Management.Automation;
using MnistPS.Cmdlets;
using MnistPS.Layers;
using MnistPS.Numerics;

namespace MnistPS.Commands.Layers;

/// <summary>Makes an input layer: where samples enter a network.</summary>
/// <remarks>
/// An input layer has no weights. It says how many numbers a sample has, and is the beginning of the pipeline in which
/// layers are joined.
/// </remarks>
/// <example>
/// <para>An input for flattened digits of 28×28 pixels, with a layer of 10 units that reads from it.</para>
/// <code>$in = New-InputLayer -Size 784
/// $out = $in | New-DenseLayer -Units 10 -Activation Softmax</code>
/// </example>
/// <example>
/// <para>An input for images that are not flattened.</para>
/// <code>New-InputLayer -Shape 28, 28 -Name image</code>
/// </example>
[Cmdlet(VerbsCommon.New, "InputLayer", DefaultParameterSetName = SizeSet)]
[OutputType(typeof(InputLayer))]
public sealed class NewInputLayerCommand : ModuleCmdlet
{
    private const string SizeSet = "Size";
    private const string ShapeSet = "Shape";

    /// <summary>Numbers in a sample. MNIST's digits have 784, that is 28×28.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = SizeSet)]
    public int Size { get; set; }

    /// <summary>Lengths of a sample's axes, such as 28, 28.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ShapeSet)]
    public int[] Shape { get; set; } = [];

    /// <summary>A name that is unique in its model. Without one the model chooses.</summary>
    [Parameter]
    public string? Name { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var axes = ParameterSetName == SizeSet ? [Size] : Shape;
        WriteObject(Require(() => new InputLayer(new Shape(axes), Name), axes));
    }
}
