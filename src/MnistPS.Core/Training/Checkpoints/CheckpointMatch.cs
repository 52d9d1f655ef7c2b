using MnistPS.Models;
using MnistPS.Numerics;

namespace MnistPS.Training;

/// <summary>Says plainly where a checkpoint and what is to go on from it do not fit.</summary>
internal static class CheckpointMatch
{
    internal static void CheckEpochs(Checkpoint checkpoint, TrainingOptions options)
    {
        var done = checkpoint.Epochs[^1].Epoch;
        if (options.Epochs <= done)
            throw Mismatch(
                "CheckpointComplete",
                $"The checkpoint was written after epoch {done}, and {options.Epochs} are asked for: nothing is left to do. "
                + "Give a larger number of -Epochs.");
    }

    internal static void CheckSamples(Checkpoint checkpoint, int count)
    {
        if (count != checkpoint.State.SampleCount)
            throw Mismatch(
                "CheckpointSampleMismatch",
                $"The checkpoint was learned from {checkpoint.State.SampleCount:N0} samples, and {count:N0} are given, "
                + "those kept apart for validation not counted. Give the same dataset, split in the same way.");
    }

    /// <summary>Gives a model of the same layers the weights of a checkpoint, and its loss and optimizer if it has none.</summary>
    internal static void TakeOver(Checkpoint checkpoint, DenseModel model)
    {
        var saved = checkpoint.Model;
        var (source, target) = (saved.Parameters.ToArray(), model.Parameters.ToArray());
        if (!source.Select(parameter => parameter.Shape).SequenceEqual(target.Select(parameter => parameter.Shape)))
            throw Mismatch(
                "CheckpointModelMismatch",
                $"The checkpoint is of the model {saved}, whose layers are not those of {model}. "
                + "Leave -Model out: the checkpoint brings its own.");
        if (model.Compilation is { } compilation && compilation.Optimizer.Name != saved.Compilation!.Optimizer.Name)
            throw Mismatch(
                "CheckpointOptimizerMismatch",
                $"The checkpoint was trained with {saved.Compilation.Optimizer}, and the model is compiled with "
                + $"{compilation.Optimizer}. Leave -Model out: the checkpoint brings its own.");

        model.Compilation ??= saved.Compilation;
        for (var i = 0; i < source.Length; i++)
            target[i].Value.CopyFrom(source[i].Value);
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

    private static MnistPSException Mismatch(string id, string message) => new(id, ErrorKind.InvalidArgument, message);
}
