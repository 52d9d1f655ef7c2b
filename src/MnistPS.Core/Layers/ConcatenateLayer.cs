using System.Numerics.Tensors;
using MnistPS.Numerics;

namespace MnistPS.Layers;

/// <summary>Puts the outputs of several layers one after the other, along the last axis: (3) and (2) become (5).</summary>
public sealed class ConcatenateLayer : MergeLayer
{
    /// <summary>Makes the layer.</summary>
    /// <param name="inbound">The layers that it reads from: at least two, that differ in the length of the last axis at most.</param>
    /// <param name="name">A name that is unique in its model; null for one that the model chooses.</param>
    /// <exception cref="MnistPSException">
    /// The layers are too few (<c>MergeInputTooFew</c>), their shapes do not fit (<c>MergeShapeMismatch</c>), or the result
    /// would be too long (<c>ShapeOutOfRange</c>).
    /// </exception>
    public ConcatenateLayer(IReadOnlyList<Layer> inbound, string? name = null)
        : base(name, inbound, Merge(inbound))
    {
    }

    /// <inheritdoc/>
    public override void Forward(LayerWorkspace workspace)
    {
        var start = 0;
        foreach (var input in workspace.Inbound)
        {
            var width = input.Layer.OutputShape[^1];
            for (var row = 0; row < RowCount(workspace); row++)
                Part(input.Output, row, 0, width).CopyTo(Part(workspace.Output, row, start, width));
            start += width;
        }
    }

    /// <inheritdoc/>
    public override void Backward(LayerWorkspace workspace)
    {
        var start = 0;
        foreach (var input in workspace.Inbound)
        {
            if (input.OutputGradient is { } gradient)
                HandBack(workspace, start, gradient, add: input.ClaimGradient());
            start += input.Layer.OutputShape[^1];
        }
    }

    private void HandBack(LayerWorkspace workspace, int start, Matrix gradient, bool add)
    {
        var width = gradient.Length / RowCount(workspace);
        for (var row = 0; row < RowCount(workspace); row++)
        {
            var part = Part(workspace.OutputGradient!, row, start, width);
            var target = Part(gradient, row, 0, width);
            if (add)
                TensorPrimitives.Add(target, part, target);
            else
                part.CopyTo(target);
        }
    }

    // All axes but the last one count as rows, the batch's own among them.
    private int RowCount(LayerWorkspace workspace) => workspace.Output.Length / OutputShape[^1];

    private Span<float> Part(Matrix matrix, int row, int start, int width)
    {
        var stride = matrix.Columns / (OutputShape.Size / OutputShape[^1]);
        return matrix.Span.Slice((row * stride) + start, width);
    }

    private static Shape Merge(IReadOnlyList<Layer> inbound)
    {
        CheckCount(inbound, "Concatenate");
        CheckShapes(
            inbound,
            "Concatenate",
            "whose shapes differ in the last axis only",
            (first, other) => LeadingAxes(first).SequenceEqual(LeadingAxes(other)));
        var width = inbound.Sum(layer => (long)layer.OutputShape[^1]);
        return new Shape([.. LeadingAxes(inbound[0].OutputShape), (int)Math.Min(width, int.MaxValue)]);
    }

    private static int[] LeadingAxes(Shape shape) => shape.ToArray()[..^1];
}
