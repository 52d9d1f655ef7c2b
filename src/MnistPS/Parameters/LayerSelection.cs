using System.Management.Automation;
using MnistPS.Layers;
using MnistPS.Models;

namespace MnistPS.Parameters;

/// <summary>Finds layers by name, with or without wildcards.</summary>
internal static class LayerSelection
{
    /// <summary>Finds the layers of a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="names">Names or patterns; null for all layers.</param>
    /// <returns>The layers in the order of computation, each once.</returns>
    /// <exception cref="MnistPSException">A name without wildcards is that of no layer (<c>LayerNotFound</c>).</exception>
    internal static IEnumerable<Layer> Select(DenseModel model, IReadOnlyList<string>? names)
    {
        if (names is null)
            return model.Layers;
        var chosen = names.SelectMany(name => Find(model, name)).ToHashSet();
        return model.Layers.Where(chosen.Contains);
    }

    private static IEnumerable<Layer> Find(DenseModel model, string name)
    {
        if (!WildcardPattern.ContainsWildcardCharacters(name))
            return [model.GetLayer(name)];
        var pattern = new WildcardPattern(name, WildcardOptions.IgnoreCase);
        return model.Layers.Where(layer => pattern.IsMatch(layer.ToString()));
    }
}
