using System.Management.Automation;
using MnistPS.Cmdlets;
using MnistPS.Completion;
using MnistPS.Explanation;
using MnistPS.Models;
using MnistPS.Parameters;

namespace MnistPS.Commands.Models;

/// <summary>Replaces a weight matrix or a bias vector of a model by numbers of your own.</summary>
/// <remarks>
/// The value must have the shape of the weight: a matrix is a float[,] or an array of arrays, one for each input with a
/// number for each unit. A single number is written to all places. Where anything does not fit, nothing changes.
/// </remarks>
/// <example>
/// <para>See what the biases of the hidden layer are good for: set them to zero and measure again.</para>
/// <code>$model | Set-ModelWeight -Layer hidden -Name bias -Value 0
/// $model | Test-ModelAccuracy -Dataset $test</code>
/// </example>
/// <example>
/// <para>Change a single weight.</para>
/// <code>$W = ($model | Get-ModelWeight -Layer hidden -Name kernel).Values
/// $W[400, 5] = 0.25
/// $model | Set-ModelWeight -Layer hidden -Name kernel -Value $W</code>
/// </example>
/// <example>
/// <para>A network of two inputs and one unit by hand: it adds.</para>
/// <code>$adder = New-InputLayer 2 | New-DenseLayer 1 -Name sum | New-DenseModel
/// $adder | Set-ModelWeight -Layer sum -Name kernel -Value @(@(1), @(1))</code>
/// </example>
[Cmdlet(VerbsCommon.Set, "ModelWeight", SupportsShouldProcess = true)]
[OutputType(typeof(DenseModel))]
public sealed class SetModelWeightCommand : ModuleCmdlet
{
    /// <summary>The model. A training run carries its own.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    public DenseModel Model { get; set; } = null!;

    /// <summary>Name of the layer.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(LayerNameCompleter))]
    public string Layer { get; set; } = null!;

    /// <summary>Name of the weight: kernel, bias, ….</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(WeightNameCompleter))]
    public string Name { get; set; } = null!;

    /// <summary>The numbers, in arrays of the weight's shape; or one number for all places.</summary>
    [Parameter(Mandatory = true, Position = 2, ValueFromPipelineByPropertyName = true)]
    [Alias("Values")]
    public object Value { get; set; } = null!;

    /// <summary>Puts the model out again.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ShouldProcess($"{Name} of the layer '{Layer}' in {Model}", "Set weight"))
            Attempt(Write, Value);
    }

    private void Write()
    {
        ModelWeights.Write(Model, Layer, Name, PlainValue.Of(Value)!);
        if (PassThru)
            WriteObject(Model);
    }
}
