using MnistPS.Layers;

namespace MnistPS.Models;

/// <summary>Finds the layers of a model in the graph that the layers form.</summary>
internal static class ModelGraph
{
    /// <summary>Walks from the outputs back to the inputs.</summary>
    /// <param name="inputs">Where the walk ends.</param>
    /// <param name="outputs">Where it begins.</param>
    /// <returns>The layers on the way, each after those that it reads from.</returns>
    internal static IReadOnlyList<Layer> Walk(IReadOnlyList<InputLayer> inputs, IReadOnlyList<Layer> outputs)
    {
        CheckLists(inputs, outputs);
        var visited = new HashSet<Layer>();
        var ordered = new List<Layer>();
        foreach (var output in outputs)
            Visit(output, inputs, visited, ordered);
        CheckEveryInputIsUsed(inputs, visited, outputs);

        // Inputs first, in the order in which they were given, however the walk came upon them.
        return [.. inputs, .. ordered.Where(layer => layer is not InputLayer)];
    }

    /// <summary>The input layers from which ways lead to the outputs.</summary>
    /// <param name="outputs">Where the walk begins.</param>
    /// <returns>The inputs, in the order in which the walk comes upon them.</returns>
    internal static IReadOnlyList<InputLayer> FindInputs(IReadOnlyList<Layer> outputs)
    {
        var ordered = new List<Layer>();
        var visited = new HashSet<Layer>();
        foreach (var output in outputs)
            Visit(output, inputs: null, visited, ordered);
        return [.. ordered.OfType<InputLayer>()];
    }

    /// <summary>Gives a name to the layers that have none: <c>dense</c>, <c>dense_1</c>, … as Keras does.</summary>
    /// <param name="layers">The layers of a model.</param>
    internal static void NameLayers(IReadOnlyList<Layer> layers)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var layer in layers.Where(layer => layer.Name is not null && !layer.IsNameAutomatic))
        {
            if (!taken.Add(layer.Name!))
                throw Error(
                    "LayerNameDuplicate",
                    $"Two layers of the model are named '{layer.Name}'.");
        }

        // A name that an earlier model has chosen stays where it can, so that both models call the layer the same.
        foreach (var layer in layers.Where(layer => layer.Name is null || layer.IsNameAutomatic))
        {
            layer.Name = layer.Name is { } name && taken.Add(name) ? name : FreeName(BaseName(layer), taken);
            layer.IsNameAutomatic = true;
        }
    }

    private static void Visit(
        Layer layer, IReadOnlyList<InputLayer>? inputs, HashSet<Layer> visited, List<Layer> ordered)
    {
        // An explicit stack: a network of a hundred thousand layers must not end the process.
        var stack = new Stack<(Layer Layer, bool InboundDone)>();
        stack.Push((layer, false));
        while (stack.TryPop(out var item))
        {
            if (item.InboundDone)
            {
                ordered.Add(item.Layer);
                continue;
            }

            if (!visited.Add(item.Layer))
                continue;
            if (inputs is not null)
                CheckReachesInput(item.Layer, inputs);
            stack.Push((item.Layer, true));
            for (var i = item.Layer.Inbound.Count - 1; i >= 0; i--)
                stack.Push((item.Layer.Inbound[i], false));
        }
    }

    private static void CheckLists(IReadOnlyList<InputLayer> inputs, IReadOnlyList<Layer> outputs)
    {
        if (inputs.Count == 0 || outputs.Count == 0)
            throw Error("ModelWithoutEnds", "A model needs at least one input layer and at least one output layer.");
        if (inputs.Distinct().Count() != inputs.Count || outputs.Distinct().Count() != outputs.Count)
            throw Error("LayerGivenTwice", "A layer was given twice in the list of inputs or in the list of outputs.");
    }

    private static void CheckReachesInput(Layer layer, IReadOnlyList<InputLayer> inputs)
    {
        if (layer is InputLayer input && !inputs.Contains(input))
            throw Error(
                "GraphDisconnected",
                $"The output reads from the input layer '{input}' {input.OutputShape}, which is not among the model's "
                + $"inputs ({string.Join(", ", inputs)}).");
    }

    private static void CheckEveryInputIsUsed(
        IReadOnlyList<InputLayer> inputs, HashSet<Layer> visited, IReadOnlyList<Layer> outputs)
    {
        foreach (var input in inputs.Where(input => !visited.Contains(input)))
            throw Error(
                "GraphDisconnected",
                $"No way leads from the input layer '{input}' {input.OutputShape} to the output "
                + $"({string.Join(", ", outputs)}).");
    }

    private static string FreeName(string baseName, HashSet<string> taken)
    {
        var name = baseName;
        for (var number = 1; !taken.Add(name); number++)
            name = $"{baseName}_{number}";
        return name;
    }

    // InputLayer → input_layer, as Keras has it; all others lose the Layer: BatchNormalization → batch_normalization.
    private static string BaseName(Layer layer)
    {
        var words = layer is InputLayer ? nameof(InputLayer) : layer.Kind;
        return string.Concat(words.Select((c, i) =>
            char.IsUpper(c) ? (i > 0 ? "_" : string.Empty) + char.ToLowerInvariant(c) : c.ToString()));
    }

    private static MnistPSException Error(string id, string message) => new(id, ErrorKind.InvalidArgument, message);
}
