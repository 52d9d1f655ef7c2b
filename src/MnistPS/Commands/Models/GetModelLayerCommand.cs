using System.Management.Automation;
using MnistPS.Cmdlets;
using MnistPS.Completion;
using MnistPS.Layers;
using MnistPS.Models;
using MnistPS.Parameters;

namespace MnistPS.Commands.Models;

/// <summary>Gets the layers of a model.</summary>
/// <remarks>
/// The layers come in the order in which they compute. A layer tells what it reads from (Inbound), what reads from it
/// (Outbound), the shape of its output, and its settings. It is the very layer of the model: another model that is made
/// of it shares its weights.
/// </remarks>
/// <example>
/// <para>All layers.</para>
/// <code>$model | Get-ModelLayer</code>
/// </example>
/// <example>
/// <para>A second model that puts out what the hidden layer of the first sees in an image, with the same weights.</para>
/// <code>$features = $model | Get-ModelLayer -Name hidden | New-DenseModel -Name features</code>
/// </example>
[Cmdlet(VerbsCommon.Get, "ModelLayer")]
[OutputType(typeof(Layer))]
public sealed class GetModelLayerCommand : ModuleCmdlet
{
    /// <summary>The model. A training run carries its own.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    public DenseModel Model { get; set; } = null!;

    /// <summary>Names of layers; wildcards are allowed. Default: all.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(LayerNameCompleter))]
    public string[]? Name { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() =>
        Attempt(() => WriteObject(LayerSelection.Select(Model, Name), enumerateCollection: true), Model);
}
