using MnistPS.Numerics;

namespace MnistPS.Training.Checkpoints;

/// <summary>A checkpoint while it is put together: each callback adds what it remembers.</summary>
internal sealed class CheckpointContent
{
    /// <summary>What is remembered besides numbers per weight.</summary>
    internal required CheckpointState State { get; set; }

    /// <summary>Numbers per weight, by name.</summary>
    internal List<KeyValuePair<string, Matrix>> Tensors { get; } = [];

    /// <summary>Adds numbers per weight, whose names become the prefix and a number.</summary>
    /// <param name="prefix">What their names begin with.</param>
    /// <param name="matrices">The numbers.</param>
    internal void Add(string prefix, IReadOnlyList<Matrix> matrices) =>
        Tensors.AddRange(matrices.Select((matrix, number) => KeyValuePair.Create($"{prefix}{number}", matrix)));
}
