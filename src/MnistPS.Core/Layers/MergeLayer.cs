using MnistPS.Numerics;

namespace MnistPS.Layers;

/// <summary>A layer that joins several others into one: where a graph comes together.</summary>
public abstract class MergeLayer : Layer
{
    private const int FewestInputs = 2;

    /// <summary>Joins the layer to those that it reads from.</summary>
    /// <param name="name">A name that is unique in its model; null for one that the model chooses.</param>
    /// <param name="inbound">The layers that it reads from, at least two.</param>
    /// <param name="outputShape">Shape of one sample of its output.</param>
    private protected MergeLayer(string? name, IReadOnlyList<Layer> inbound, Shape outputShape)
        : base(name, inbound, outputShape)
    {
    }

    /// <summary>Refuses fewer layers than two.</summary>
    private protected static void CheckCount(IReadOnlyList<Layer> inbound, string kind)
    {
        if (inbound.Count < FewestInputs)
            throw new MnistPSException(
                "MergeInputTooFew",
                ErrorKind.InvalidArgument,
                $"{kind} joins at least {FewestInputs} layers; {inbound.Count} was given.");
    }

    /// <summary>Refuses a layer whose shape does not fit the first one's.</summary>
    private protected static void CheckShapes(
        IReadOnlyList<Layer> inbound, string kind, string rule, Func<Shape, Shape, bool> fits)
    {
        if (inbound.All(layer => fits(inbound[0].OutputShape, layer.OutputShape)))
            return;
        var shapes = string.Join(", ", inbound.Select(layer => $"'{layer}' {layer.OutputShape}"));
        throw new MnistPSException(
            "MergeShapeMismatch", ErrorKind.InvalidArgument, $"{kind} joins layers {rule}; these were given: {shapes}.");
    }
}
