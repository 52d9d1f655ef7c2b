using System.Management.Automation;
using MnistPS.Cmdlets;
using MnistPS.Completion;
using MnistPS.Explanation;
using MnistPS.Models;
using MnistPS.Parameters;

namespace MnistPS.Commands.Explanation;

/// <summary>Follows one image through a model, layer by layer.</summary>
/// <remarks>
/// For each layer it returns the input x (Input), the pre-activation z (PreActivation, x·W + b of a dense layer) and the
/// output (Output, activation(z)), as arrays of numbers. The model runs in inference mode: dropout does nothing, and nothing
/// is learned. The output of the last layer is shown as it is, logits for a model that was compiled with -FromLogits; see
/// Get-DigitPrediction for probabilities.
/// </remarks>
/// <example>
/// <para>How the network comes to its answer.</para>
/// <code>$image = $test | Get-DigitImage -Index 0
/// $model | Get-LayerOutput -InputObject $image</code>
/// </example>
/// <example>
/// <para>Check a unit of the hidden layer by hand: x·W + b of its column.</para>
/// <code>$hidden = $model | Get-LayerOutput $image -Layer hidden
/// $kernel, $bias = $model | Get-ModelWeight -Layer hidden
/// $W = $kernel.Values; $sum = $bias.Values[5]
/// for ($i = 0; $i -lt 784; $i++) { $sum += $hidden.Input[$i] * $W[$i, 5] }
/// $sum, $hidden.PreActivation[5], $hidden.Output[5]</code>
/// </example>
[Cmdlet(VerbsCommon.Get, "LayerOutput")]
[OutputType(typeof(LayerOutput))]
public sealed class GetLayerOutputCommand : ModuleCmdlet
{
    /// <summary>The model. A training run carries its own.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    public DenseModel Model { get; set; } = null!;

    /// <summary>
    /// The image: one of a dataset; or an array, flat or in rows, of bytes (0 to 255, which are scaled to 0 to 1) or of other
    /// numbers, which are used as they are and must be finite.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("Image")]
    public object InputObject { get; set; } = null!;

    /// <summary>Names of layers; wildcards are allowed. Default: all.</summary>
    [Parameter(Position = 1)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(LayerNameCompleter))]
    public string[]? Layer { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => Attempt(Write, InputObject);

    private void Write()
    {
        var names = LayerSelection.Select(Model, Layer).Select(layer => layer.ToString()).ToHashSet();
        var values = SampleValues.Read(PlainValue.Of(InputObject)!);
        var outputs = LayerTrace.Follow(Model, values);
        if (values.Max() > SampleValues.LargestPlausible)
            WriteWarning(
                $"The numbers go up to {values.Max()}. Networks here learn from numbers between 0 and 1: "
                + "give an image, bytes, or divide by 255.");
        WriteObject(outputs.Where(output => names.Contains(output.Name)), enumerateCollection: true);
    }
}
