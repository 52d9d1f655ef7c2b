using System.Management.Automation;
using MnistPS.Cmdlets;
using MnistPS.Layers;
using MnistPS.Parameters;
using MnistPS.Settings;

namespace MnistPS.Commands.Layers;

/// <summary>What the cmdlets share that join a new layer to the one that comes down the pipeline.</summary>
public abstract class LayerCommand : ModuleCmdlet
{
    /// <summary>The layer that the new one reads from.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    public Layer InputLayer { get; set; } = null!;

    /// <summary>A name that is unique in its model. Without one the model chooses.</summary>
    [Parameter]
    public string? Name { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => WriteObject(Require(CreateLayer, InputLayer));

    /// <summary>Makes a layer whose settings are parameters of the same names.</summary>
    /// <typeparam name="TLayer">Its class.</typeparam>
    /// <returns>The layer.</returns>
    private protected TLayer CreateLayer<TLayer>()
        where TLayer : Layer =>
        LayerCatalog.Create<TLayer>(Name, [InputLayer], GivenParameters.Of(MyInvocation, SettingList.Of(typeof(TLayer)).Has));

    /// <summary>Makes the layer.</summary>
    /// <returns>The layer.</returns>
    private protected abstract Layer CreateLayer();
}
