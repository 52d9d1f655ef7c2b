using System.Collections;
using MnistPS.Models;

namespace MnistPS.Completion;

/// <summary>Completes names of the model's layers.</summary>
public sealed class LayerNameCompleter : ModelCompleter
{
    /// <inheritdoc/>
    protected override IEnumerable<(string Text, string Meaning)> Candidates(DenseModel model, IDictionary bound) =>
        model.Layers.Select(layer => (layer.ToString(), $"{layer.Kind} {layer.OutputShape}"));
}
