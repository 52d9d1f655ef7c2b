using System.Management.Automation;
using MnistPS.Layers;

namespace MnistPS.Commands;

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
public sealed class NewDenseLayerCommand : ModuleCmdlet
{
    /// <summary>The layer that the new one reads from.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    public Layer InputLayer { get; set; } = null!;

    /// <summary>Number of units, that is of numbers that the layer puts out. Range: 1 to 65,536.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public int Units { get; set; }

    /// <summary>The function at the end of the layer, without which a deep network would be no more than one layer.</summary>
    [Parameter(Position = 1)]
    public ActivationKind Activation { get; set; } = ActivationKind.Linear;

    /// <summary>A name that is unique in its model. Without one the model chooses: dense, dense_1, ….</summary>
    [Parameter]
    public string? Name { get; set; }

    /// <summary>Leaves the bias vector out.</summary>
    [Parameter]
    public SwitchParameter NoBias { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var options = new DenseOptions { Activation = Activations.Get(Activation), UseBias = !NoBias };
        WriteObject(Require(() => new DenseLayer(InputLayer, Units, options, Name), Units));
    }
}
