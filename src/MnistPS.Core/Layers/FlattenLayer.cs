using MnistPS.Numerics;

namespace MnistPS.Layers;

/// <summary>Reads a sample of several axes as one row of numbers: (28, 28) becomes (784). Nothing is copied.</summary>
public sealed class FlattenLayer : Layer
{
    /// <summary>Makes the layer.</summary>
    /// <param name="inbound">The layer that it reads from.</param>
    /// <param name="name">A name that is unique in its model; null for one that the model chooses.</param>
    public FlattenLayer(Layer inbound, string? name = null)
        : base(name, [inbound], new Shape(inbound.OutputShape.Size))
    {
    }

    /// <inheritdoc/>
    public override void Forward(LayerWorkspace workspace)
    {
        // The numbers lie in a row already.
    }

    /// <inheritdoc/>
    public override void Backward(LayerWorkspace workspace) => workspace.Inbound[0].ReceiveGradient(workspace.OutputGradient!);

    /// <inheritdoc/>
    internal override bool PassesInputOn(bool training) => true;
}
