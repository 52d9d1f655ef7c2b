using System.Management.Automation;
using MnistPS.Cmdlets;
using MnistPS.Completion;
using MnistPS.Explanation;
using MnistPS.Models;
using MnistPS.Parameters;

namespace MnistPS.Commands.Models;

/// <summary>Gets what the layers of a model have learned: weight matrices and bias vectors.</summary>
/// <remarks>
/// A dense layer has a kernel W, with a row for each input and a column for each unit, and a bias vector b, with a number
/// for each unit: it computes activation(x·W + b). Values is a copy, a float[,] or a float[]; Set-ModelWeight writes one
/// back.
/// </remarks>
/// <example>
/// <para>W (784×128) and b (128) of the hidden layer, with what the numbers are like.</para>
/// <code>$model | Get-ModelWeight -Layer hidden</code>
/// </example>
/// <example>
/// <para>The weight with which the unit 5 of the hidden layer reads the pixel 400.</para>
/// <code>$W = ($model | Get-ModelWeight -Layer hidden -Name kernel).Values
/// $W[400, 5]</code>
/// </example>
/// <example>
/// <para>Copy all weights into another model of the same shape.</para>
/// <code>$model | Get-ModelWeight | Set-ModelWeight -Model $twin</code>
/// </example>
[Cmdlet(VerbsCommon.Get, "ModelWeight")]
[OutputType(typeof(LayerWeight))]
public sealed class GetModelWeightCommand : ModuleCmdlet
{
    /// <summary>The model. A training run carries its own.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    public DenseModel Model { get; set; } = null!;

    /// <summary>Names of layers; wildcards are allowed. Default: all.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(LayerNameCompleter))]
    public string[]? Layer { get; set; }

    /// <summary>Name of the weight: kernel, bias, …; wildcards are allowed. Default: all.</summary>
    [Parameter(Position = 1)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(WeightNameCompleter))]
    public string Name { get; set; } = "*";

    /// <inheritdoc/>
    protected override void ProcessRecord() => Attempt(Write, Model);

    private void Write()
    {
        var pattern = new WildcardPattern(Name, WildcardOptions.IgnoreCase);
        foreach (var layer in LayerSelection.Select(Model, Layer))
        {
            if (Layer is not null && !WildcardPattern.ContainsWildcardCharacters(Name))
                ModelWeights.Find(layer, Name);
            WriteObject(ModelWeights.Read(layer).Where(weight => pattern.IsMatch(weight.Name)), enumerateCollection: true);
        }
    }
}
