using System.Numerics.Tensors;
using MnistPS.Numerics;

namespace MnistPS.Layers;

/// <summary>a + b + …, number by number: the end of a skip connection (He et al. 2016).</summary>
public sealed class AddLayer : MergeLayer
{
    /// <summary>Makes the layer.</summary>
    /// <param name="inbound">The layers that it reads from: at least two, of the same output shape.</param>
    /// <param name="name">A name that is unique in its model; null for one that the model chooses.</param>
    /// <exception cref="MnistPSException">
    /// The layers are too few (<c>MergeInputTooFew</c>) or of different shapes (<c>MergeShapeMismatch</c>).
    /// </exception>
    public AddLayer(IReadOnlyList<Layer> inbound, string? name = null)
        : base(name, inbound, Merge(inbound))
    {
    }

    /// <inheritdoc/>
    public override void Forward(LayerWorkspace workspace)
    {
        var sum = workspace.Output.Span;
        workspace.Output.CopyFrom(workspace.Input);
        foreach (var input in workspace.Inbound.Skip(1))
            TensorPrimitives.Add(sum, input.Output.Span, sum);
    }

    /// <inheritdoc/>
    public override void Backward(LayerWorkspace workspace)
    {
        foreach (var input in workspace.Inbound)
            input.ReceiveGradient(workspace.OutputGradient!);
    }

    private static Shape Merge(IReadOnlyList<Layer> inbound)
    {
        CheckCount(inbound, "Add");
        CheckShapes(inbound, "Add", "of the same shape", (first, other) => first.Equals(other));
        return inbound[0].OutputShape;
    }
}
