using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using MnistPS.Formats;
using MnistPS.Models;
using MnistPS.Numerics;
using MnistPS.Settings;

namespace MnistPS.Training.Checkpoints;

/// <summary>
/// A training in a model file: its state as JSON in the metadata, the optimizer's memory and other sets of weights as
/// tensors. A reader of models does not look at either.
/// </summary>
internal static class CheckpointFile
{
    private const string StateKey = "training";
    private const string TensorPrefix = "training/";

    private static readonly JsonSerializerOptions s_json = new()
    {
        // A loss may be infinite or not a number.
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter() },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { NameAsDeclared } },
    };

    /// <summary>Writes a checkpoint: whole or not at all.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="model">The model, with the weights that it is used with.</param>
    /// <param name="content">The state of the training, and other numbers per weight, each in a row.</param>
    internal static void Save(string path, DenseModel model, CheckpointContent content)
    {
        var file = ModelFile.ToFile(model);
        file.Metadata[StateKey] = JsonSerializer.Serialize(content.State, s_json);
        foreach (var (name, values) in content.Tensors)
            file.Add(TensorPrefix + name, new Shape(values.Length), values);
        file.Save(path);
    }

    /// <summary>Reads a checkpoint.</summary>
    /// <param name="path">Path of the file.</param>
    /// <returns>The checkpoint.</returns>
    internal static Checkpoint Load(string path)
    {
        var file = SafeTensorsFile.Load(path);
        if (!file.Metadata.TryGetValue(StateKey, out var json))
            throw Invalid(path, "it is not a checkpoint of a training.", null);
        try
        {
            var state = JsonSerializer.Deserialize<CheckpointState>(json, s_json);
            if (state is not { Options: not null, Epochs.Count: > 0 })
                throw Invalid(path, "its state is empty.", null);
            CheckRanges(state, path);
            var tensors = file.Tensors.Where(entry => entry.Key.StartsWith(TensorPrefix, StringComparison.Ordinal));
            return new Checkpoint(
                ModelFile.FromFile(file, path),
                WithItsOwnPath(state, path),
                tensors.ToDictionary(entry => entry.Key[TensorPrefix.Length..], entry => entry.Value.Values));
        }
        catch (Exception error) when (error is JsonException or NotSupportedException)
        {
            // The words of .NET name types that nobody outside has heard of; the place is what helps.
            var place = JsonEncodedText.Encode((error as JsonException)?.Path ?? "its beginning");
            throw Invalid(path, $"its state is not one that this module has written, at {place}.", error);
        }
    }

    private static void NameAsDeclared(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            if (property.AttributeProvider?.GetCustomAttributes(typeof(SettingAttribute), inherit: true) is [SettingAttribute declared])
                property.Name = declared.Name;
        }
    }

    // Whoever resumes has not given these numbers: what is wrong is the file.
    private static void CheckRanges(CheckpointState state, string path)
    {
        try
        {
            SettingList.Check(state.Options);
            if (state.Options.Schedule is { } schedule)
                SettingList.Check(schedule);
        }
        catch (MnistPSException error)
        {
            throw Invalid(path, error.Message, error);
        }

        if (state is not
            {
                ThreadCount: >= 1 and <= WorkerPool.MaximumSize,
                SampleCount: > 0,
                Iterations: >= 0,
                AverageUpdates: >= 0,
                BaseRate: > 0 and < float.PositiveInfinity,
                Reduction: > 0 and < double.PositiveInfinity,
            })
            throw Invalid(path, "a count, or its learning rate, is out of range.", null);
    }

    private static CheckpointState WithItsOwnPath(CheckpointState state, string path)
    {
        var mode = state.Options.Checkpoint?.Mode ?? CheckpointMode.EveryEpoch;
        return state with { Options = state.Options with { Checkpoint = CheckpointOptions.Of(path, mode) } };
    }

    private static MnistPSException Invalid(string path, string why, Exception? cause) => new(
        "CheckpointInvalid",
        ErrorKind.InvalidData,
        $"No training can go on from '{path}': {why}",
        cause);
}
