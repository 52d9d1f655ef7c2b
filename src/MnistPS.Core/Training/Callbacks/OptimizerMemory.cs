using MnistPS.Models;
using MnistPS.Optimizers;
using MnistPS.Training.Checkpoints;

namespace MnistPS.Training.Callbacks;

/// <summary>Keeps the optimizer's moving means and its number of steps in checkpoints.</summary>
internal sealed class OptimizerMemory : TrainingCallback
{
    private const string Prefix = "slot_";

    private readonly Optimizer _optimizer;

    /// <summary>Makes sure that the optimizer has its memory.</summary>
    /// <param name="model">The model, compiled.</param>
    internal OptimizerMemory(DenseModel model)
    {
        _optimizer = model.Compilation!.Optimizer;
        _optimizer.EnsureSlots(model.Store.Values.Length);
    }

    /// <inheritdoc/>
    internal override void Save(CheckpointContent content)
    {
        content.State = content.State with { Iterations = _optimizer.Iterations };
        content.Add(Prefix, _optimizer.Slots);
    }

    /// <inheritdoc/>
    internal override void Restore(Checkpoint checkpoint)
    {
        CheckpointMatch.Copy(checkpoint, Prefix, _optimizer.Slots);
        _optimizer.Iterations = checkpoint.State.Iterations;
    }
}
