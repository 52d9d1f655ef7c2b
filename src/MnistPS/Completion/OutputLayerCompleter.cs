using System.Collections;
using MnistPS.Models;

namespace MnistPS.Completion;

/// <summary>Completes names of the model's output layers.</summary>
public sealed class OutputLayerCompleter : ModelCompleter
{
    /// <inheritdoc/>
    protected override IEnumerable<(string Text, string Meaning)> Candidates(DenseModel model, IDictionary bound) =>
        model.Outputs.Select(layer => (layer.ToString(), $"{layer.Kind} {layer.OutputShape}"));
}
