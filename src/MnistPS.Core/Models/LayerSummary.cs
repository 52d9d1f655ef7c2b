using MnistPS.Layers;

namespace MnistPS.Models;

/// <summary>A row of a model's summary.</summary>
/// <param name="layer">The layer that it tells of.</param>
public sealed class LayerSummary(Layer layer)
{
    /// <summary>Name of the layer.</summary>
    public string Name { get; } = layer.Name ?? layer.Kind;

    /// <summary>Kind of the layer: <c>Dense</c>, ….</summary>
    public string Type { get; } = layer.Kind;

    /// <summary>Shape of a batch of its outputs, such as <c>(None, 128)</c>.</summary>
    public string OutputShape { get; } = layer.OutputShape.ToBatchString();

    /// <summary>Number of values in its parameters.</summary>
    public int ParameterCount { get; } = layer.ParameterCount;

    /// <summary>Names of the layers that it reads from.</summary>
    public IReadOnlyList<string> ConnectedTo { get; } =
        layer.Inbound.Select(inbound => inbound.Name ?? inbound.Kind).ToArray();
}
