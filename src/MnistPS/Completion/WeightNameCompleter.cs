using System.Collections;
using MnistPS.Models;

namespace MnistPS.Completion;

/// <summary>Completes names of weights: those of the layer that was named, or of all layers.</summary>
public sealed class WeightNameCompleter : ModelCompleter
{
    /// <inheritdoc/>
    protected override IEnumerable<(string Text, string Meaning)> Candidates(DenseModel model, IDictionary bound)
    {
        var layers = bound["Layer"] is string name
            ? model.Layers.Where(layer => layer.ToString().Equals(name, StringComparison.OrdinalIgnoreCase))
            : model.Layers;
        return layers
            .SelectMany(layer => layer.Parameters.Select(parameter => (parameter.Name, $"{layer} {parameter.Shape}")))
            .DistinctBy(candidate => candidate.Name);
    }
}
