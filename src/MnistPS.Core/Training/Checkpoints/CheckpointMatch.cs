using System.Text.Json;
using System.Text.Json.Nodes;
using MnistPS.Formats;
using MnistPS.Layers;
using MnistPS.Models;
using MnistPS.Numerics;

namespace MnistPS.Training.Checkpoints;

/// <summary>Says plainly where a checkpoint and what is to go on from it do not fit.</summary>
internal static class CheckpointMatch
{
    internal static void CheckEpochs(Checkpoint checkpoint, TrainingOptions options)
    {
        var done = checkpoint.Epochs[^1].Epoch;
        if (options.Epochs <= done)
            throw Mismatch(
                "CheckpointComplete",
                $"The checkpoint was written after epoch {done}, and {options.Epochs} are asked for: nothing is left to do.");
    }

    internal static void CheckSamples(Checkpoint checkpoint, int count)
    {
        if (count != checkpoint.State.SampleCount)
            throw Mismatch(
                "CheckpointSampleMismatch",
                $"The checkpoint was learned from {checkpoint.State.SampleCount:N0} samples, and {count:N0} are given, "
                + "those kept apart for validation not counted.");
    }

    /// <summary>Refuses a resumed training that would measure on something else than before.</summary>
    internal static void CheckValidation(Checkpoint checkpoint, TrainingOptions options)
    {
        var hadDataset = checkpoint.Options.ValidationSplit == 0 && checkpoint.Epochs[^1].ValidationLoss is not null;
        if (hadDataset && options.Validation is null)
            throw Mismatch(
                "CheckpointValidationMissing",
                "The training of the checkpoint measured on a validation dataset after each epoch, which is no part of the "
                + "file.");
        if (hadDataset && checkpoint.State.ValidationCount is { } count && options.Validation!.Count != count)
            throw Mismatch(
                "CheckpointSampleMismatch",
                $"The training of the checkpoint measured on {count:N0} validation samples, and {options.Validation.Count:N0} "
                + "are given.");
    }

    /// <summary>Gives a model of the same layers the weights of a checkpoint, and its loss and optimizer if it has none.</summary>
    internal static void TakeOver(Checkpoint checkpoint, DenseModel model)
    {
        var saved = checkpoint.Model;
        if (!DescribeLayers(saved).SequenceEqual(DescribeLayers(model)))
            throw Mismatch(
                "CheckpointModelMismatch",
                $"The checkpoint is of the model {saved}, whose layers or their settings are not those of {model}.");
        if (model.Compilation is { } compilation)
            CheckCompilation(CompilationDescription.Describe(saved.Compilation!), CompilationDescription.Describe(compilation));

        model.Compilation ??= saved.Compilation;
        foreach (var (source, target) in saved.Parameters.Zip(model.Parameters))
            target.Value.CopyFrom(source.Value);
    }

    /// <summary>Copies numbered tensors.</summary>
    /// <param name="checkpoint">From where.</param>
    /// <param name="prefix">What their names begin with.</param>
    /// <param name="targets">Where to.</param>
    internal static void Copy(Checkpoint checkpoint, string prefix, IReadOnlyList<Matrix> targets)
    {
        for (var i = 0; i < targets.Count; i++)
        {
            if (!checkpoint.Tensors.TryGetValue($"{prefix}{i}", out var values) || values.Length != targets[i].Length)
                throw Mismatch("CheckpointModelMismatch", $"The checkpoint's tensor '{prefix}{i}' is missing or of another size.");
            targets[i].CopyFrom(values);
        }
    }

    // Names may differ: automatic ones depend on what was made before.
    private static IEnumerable<string> DescribeLayers(DenseModel model)
    {
        var numbers = model.Layers.Select((layer, number) => (layer, number)).ToDictionary(item => item.layer, item => item.number);
        string Describe(Layer layer) => $"{layer.Kind} {JsonSerializer.Serialize(layer.GetConfiguration())} "
            + $"reads from {string.Join(", ", layer.Inbound.Select(inbound => numbers[inbound]))}";
        return model.Layers.Select(Describe).Append(string.Join(", ", model.Outputs.Select(output => numbers[output])));
    }

    private static void CheckCompilation(JsonObject saved, JsonObject given)
    {
        foreach (var part in new[] { "optimizer", "losses", "loss_weights" })
        {
            if (Text(saved[part]) != Text(given[part]))
                throw Mismatch(
                    "CheckpointCompilationMismatch",
                    $"The checkpoint was trained with the {part} {Text(saved[part])}, and the model is compiled with "
                    + $"{Text(given[part])}.");
        }
    }

    // Numbers that come from a file and numbers that do not are the same only as text.
    private static string Text(JsonNode? node) => node?.ToJsonString() ?? "none";

    private static MnistPSException Mismatch(string id, string message) => new(id, ErrorKind.InvalidArgument, message);
}
