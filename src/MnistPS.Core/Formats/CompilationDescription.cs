using System.Text.Json;
using System.Text.Json.Nodes;
using MnistPS.Losses;
using MnistPS.Models;
using MnistPS.Optimizers;
using MnistPS.Settings;

namespace MnistPS.Formats;

/// <summary>Loss and optimizer as JSON. The optimizer's memory is not part of it: that belongs to a checkpoint.</summary>
internal static class CompilationDescription
{
    internal static JsonObject Describe(Compilation compilation) => new()
    {
        ["losses"] = new JsonArray([.. compilation.Losses.Select(Describe)]),
        ["loss_weights"] = JsonSerializer.SerializeToNode(compilation.LossWeights),
        ["top_k"] = compilation.TopK,
        ["optimizer"] = Describe(compilation.Optimizer),
    };

    internal static Compilation Restore(DenseModel model, JsonFields description) => new(
        model,
        [.. description.List("losses").Select(loss => Restore<Loss>(new JsonFields(loss, "a loss")))],
        Restore<Optimizer>(description.Fields("optimizer", "the optimizer")))
    {
        LossWeights = description.OptionalNumbers("loss_weights"),

        // Version 0.1.0 took a k above the number of classes.
        TopK = description.OptionalWhole("top_k") is { } k ? Math.Min(k, Compilation.LargestTopK(model)) : null,
    };

    private static JsonNode Describe(INamed configured) => new JsonObject
    {
        ["name"] = configured.Name,
        ["settings"] = JsonSerializer.SerializeToNode(SettingList.Describe(configured)),
    };

    private static T Restore<T>(JsonFields description)
        where T : class, INamed
    {
        var name = description.Text("name");
        return Catalog<T>.Restore(name, description.Fields("settings", $"the settings of {JsonSerializer.Serialize(name)}"));
    }
}
