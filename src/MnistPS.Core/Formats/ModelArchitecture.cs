using System.Text.Json;
using System.Text.Json.Nodes;
using MnistPS.Layers;
using MnistPS.Models;
using MnistPS.Settings;

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

    /// <summary>Makes a model again, without weights.</summary>
    /// <param name="json">What <see cref="Describe"/> gave.</param>
    /// <exception cref="InvalidDataException">The text is something else.</exception>
    /// <exception cref="MnistPSException">Layers or settings are not allowed, or the model is too large.</exception>
    internal static DenseModel Restore(string json)
    {
        var description = JsonFields.Parse(json, "the architecture");
        if (description.Whole("version") > Version)
            throw new InvalidDataException("it was written by a newer version of this module. Update the module.");
        var layers = new Dictionary<string, Layer>();
        foreach (var layer in description.List("layers"))
            AddLayer(layers, new JsonFields(layer, "a layer"));

        var model = new DenseModel(
            [.. Find(layers, description.Texts("inputs"), "the model").Select(layer => layer as InputLayer
                ?? throw new InvalidDataException($"the input {Quote(layer.Name!)} is a layer of the kind {layer.Kind}."))],
            [.. Find(layers, description.Texts("outputs"), "the model")],
            description.Text("name"),
            description.Whole("seed"));
        if (description.Find("compilation") is { } compilation)
            model.Compilation = CompilationDescription.Restore(model, new JsonFields(compilation, "the compilation"));
        return model;
    }

    private static void AddLayer(Dictionary<string, Layer> layers, JsonFields description)
    {
        var (name, kind) = (description.Text("name"), description.Text("kind"));
        var owner = $"the layer {Quote(name)}";
        var type = LayerCatalog.Find(kind)
            ?? throw new InvalidDataException($"{owner} is of the unknown kind {Quote(kind)}.");
        Layer[] inbound = [.. Find(layers, description.Texts("inbound"), owner)];
        var settings = description.Fields("settings", $"the settings of {owner}");
        settings.CheckKnown(SettingList.Of(type));
        if (!layers.TryAdd(name, Create(type, name, inbound, settings, owner)))
            throw new InvalidDataException($"two layers are named {Quote(name)}.");
    }

    private static Layer Create(Type type, string name, Layer[] inbound, JsonFields settings, string owner)
    {
        try
        {
            return LayerCatalog.Create(type, name, inbound, settings);
        }
        catch (Exception error) when (error is InvalidDataException or MnistPSException { ErrorId: not Parameter.TooLarge })
        {
            throw new InvalidDataException($"{owner}: {error.Message}", error);
        }
    }

    private static IEnumerable<Layer> Find(Dictionary<string, Layer> layers, IReadOnlyList<string> names, string reader) =>
        names.Select(name => layers.TryGetValue(name, out var layer)
            ? layer
            : throw new InvalidDataException($"{reader} reads from {Quote(name)}, and no layer of that name stands before it."));

    private static JsonNode DescribeLayer(Layer layer) => new JsonObject
    {
        ["kind"] = layer.Kind,
        ["name"] = layer.Name,
        ["inbound"] = Names(layer.Inbound),
        ["settings"] = JsonSerializer.SerializeToNode(layer.GetConfiguration()),
    };

    private static JsonArray Names(IEnumerable<Layer> layers) => new([.. layers.Select(layer => (JsonNode?)layer.Name)]);

    private static string Quote(string text) => JsonSerializer.Serialize(text);
}
