using System.Text.Json;
using System.Text.Json.Nodes;
using MnistPS.Losses;
using MnistPS.Models;

namespace MnistPS.Formats;

/// <summary>Loss and optimizer as JSON. The optimizer's memory is not part of it: that belongs to a checkpoint.</summary>
internal static class CompilationDescription
{
    internal static JsonObject Describe(Compilation compilation) => new()
    {
        ["losses"] = new JsonArray([.. compilation.Losses.Select(DescribeLoss)]),
        ["loss_weights"] = JsonSerializer.SerializeToNode(compilation.LossWeights),
        ["top_k"] = compilation.TopK,
        ["optimizer"] = new JsonObject
        {
            ["name"] = compilation.Optimizer.Name,
            ["settings"] = JsonSerializer.SerializeToNode(compilation.Optimizer.GetConfiguration()),
        },
    };

    internal static Compilation Restore(DenseModel model, JsonObject description)
    {
        Loss[] losses = [.. description["losses"]!.AsArray().Select(loss => LossFactory.Create(Name(loss!), SettingsOf(loss!)))];
        return new Compilation(
            model, losses, OptimizerFactory.Create(Name(description["optimizer"]!), SettingsOf(description["optimizer"]!)))
        {
            LossWeights = description["loss_weights"].Deserialize<float[]>(),

            // Version 0.1.0 took a k above the number of classes.
            TopK = (int?)description["top_k"] is { } k ? Math.Min(k, Compilation.LargestTopK(model)) : null,
        };
    }

    private static JsonNode DescribeLoss(Loss loss) => new JsonObject
    {
        ["name"] = loss.Name,
        ["settings"] = JsonSerializer.SerializeToNode(loss.GetConfiguration()),
    };

    private static string Name(JsonNode node) => (string)node["name"]!;

    private static Settings SettingsOf(JsonNode node) => new(node["settings"]!.AsObject());
}
