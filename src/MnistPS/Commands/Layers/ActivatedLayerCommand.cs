using System.Management.Automation;
using MnistPS.Layers;
using MnistPS.Layers.Activations;
using MnistPS.Parameters;
using MnistPS.Settings;

namespace MnistPS.Commands.Layers;

/// <summary>What the cmdlets share that make a layer with an activation: the settings that some activations have.</summary>
public abstract class ActivatedLayerCommand : LayerCommand
{
    /// <summary>
    /// The slope below 0 of the activation LeakyReLU. Range: at least 0. Default: 0.2, that of Keras's activation leaky_relu;
    /// its layer LeakyReLU has 0.3.
    /// </summary>
    [Parameter]
    public float? NegativeSlope { get; set; }

    /// <summary>How far below 0 the activation ELU goes. Range: at least 0. Default: 1.</summary>
    [Parameter]
    public float? Alpha { get; set; }

    /// <summary>Makes the activation with the settings that were given.</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>The activation.</returns>
    private protected Activation CreateActivation(ActivationKind kind) =>
        GivenParameters.Of<Activation>(MyInvocation) is { Count: > 0 } given
            ? Catalog<Activation>.Create(kind, given)
            : ActivationCatalog.Get(kind);
}
