using MnistPS.Settings;

namespace MnistPS.Layers;

/// <summary>An activation as a layer of its own: f(x).</summary>
public sealed class ActivationLayer : Layer
{
    /// <summary>Makes the layer.</summary>
    /// <param name="inbound">The layer that it reads from.</param>
    /// <param name="activation">The activation.</param>
    /// <param name="name">A name that is unique in its model; null for one that the model chooses.</param>
    public ActivationLayer(Layer inbound, Activation activation, string? name = null)
        : base(name, [inbound], inbound.OutputShape) => Activation = activation;

    /// <summary>The activation.</summary>
    [Setting("activation")]
    public Activation Activation { get; }

    /// <inheritdoc/>
    internal override Activation OutputActivation => Activation;

    /// <inheritdoc/>
    internal override bool ActivatesInput => true;

    /// <inheritdoc/>
    public override void Forward(LayerWorkspace workspace) => workspace.ParallelForRows(Activation, static (work, first, end) =>
        work.State.Forward(work.Workspace.Input.RowsFrom(first, end), work.Workspace.Output.RowsFrom(first, end)));

    /// <inheritdoc/>
    public override void Backward(LayerWorkspace workspace)
    {
        workspace.GoBackThrough(Activation);
        workspace.Inbound[0].ReceiveGradient(workspace.OutputGradient!);
    }
}
