using System.Text.Json;
using System.Text.Json.Nodes;
using MnistPS.Layers;
using MnistPS.Models;

namespace MnistPS.Formats;

/// <summary>The graph of a model as JSON: each layer with its kind, its settings and the names of those that it reads from.</summary>
internal static class ModelArchitecture
{
    private const int Version = 1;

    internal static JsonObject Describe(DenseModel model) => new()
    {
        ["version"] = Version,
        ["name"] = model.Name,
        ["seed"] = model.Seed,
        ["layers"] = new JsonArray([.. model.Layers.Select(DescribeLayer)]),
        ["inputs"] = Names(model.Inputs),
        ["outputs"] = Names(model.Outputs),
        ["compilation"] = model.Compilation is null ? null : CompilationDescription.Describe(model.Compilation),
    };

    internal static DenseModel Restore(JsonObject description)
    {
        if ((int)description["version"]! > Version)
            throw new InvalidDataException("it was written by a newer version of this module. Update the module.");
        var layers = new Dictionary<string, Layer>();
        foreach (var node in description["layers"]!.AsArray())
        {
            var entry = node!.AsObject();
            var name = (string)entry["name"]!;
            Layer[] inbound = [.. entry["inbound"]!.AsArray().Select(from => layers[(string)from!])];
            layers.Add(name, LayerFactory.Create((string)entry["kind"]!, name, inbound, new Settings(entry["settings"]!.AsObject())));
        }

        var model = new DenseModel(
            [.. description["inputs"]!.AsArray().Select(input => (InputLayer)layers[(string)input!])],
            [.. description["outputs"]!.AsArray().Select(output => layers[(string)output!])],
            (string)description["name"]!,
            (int)description["seed"]!);
        if (description["compilation"] is JsonObject compilation)
            model.Compilation = CompilationDescription.Restore(model, compilation);
        return model;
    }

    private static JsonNode DescribeLayer(Layer layer) => new JsonObject
    {
        ["kind"] = layer.Kind,
        ["name"] = layer.Name,
        ["inbound"] = Names(layer.Inbound),
        ["settings"] = JsonSerializer.SerializeToNode(layer.GetConfiguration()),
    };

    private static JsonArray Names(IEnumerable<Layer> layers) => new([.. layers.Select(layer => (JsonNode?)layer.Name)]);
}
