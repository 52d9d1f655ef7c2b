using System.Management.Automation;
using MnistPS.Cmdlets;
using MnistPS.Layers;

namespace MnistPS.Commands.Layers;

/// <summary>What the cmdlets share that join several layers into one.</summary>
public abstract class MergeCommand : ModuleCmdlet
{
    private readonly List<Layer> _inbound = [];

    /// <summary>The layers that the new one reads from, two or more, as a list or down the pipeline.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    public Layer[] InputLayer { get; set; } = [];

    /// <summary>A name that is unique in its model. Without one the model chooses.</summary>
    [Parameter]
    public string? Name { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => _inbound.AddRange(InputLayer);

    /// <inheritdoc/>
    protected override void EndProcessing() => WriteObject(Require(() => CreateLayer(_inbound), _inbound));

    /// <summary>Makes the layer.</summary>
    /// <param name="inbound">The layers that it reads from.</param>
    /// <returns>The layer.</returns>
    private protected abstract Layer CreateLayer(IReadOnlyList<Layer> inbound);
}
