using MnistPS.Models;
using MnistPS.Numerics;

namespace MnistPS.Training;

/// <summary>What batches of one size need.</summary>
/// <param name="Workspace">The model's memory, whose inputs take the images.</param>
/// <param name="Targets">What should come out, (rows, units) per output.</param>
/// <param name="SampleWeights">A factor per sample, for each output; empty for 1 everywhere.</param>
internal sealed record StepMemory(ModelWorkspace Workspace, Matrix[] Targets, float[][] SampleWeights)
{
    /// <summary>Makes the memory.</summary>
    /// <param name="context">What the step works with.</param>
    /// <param name="rows">Samples in a batch.</param>
    /// <param name="random">The random numbers of the layers.</param>
    /// <param name="gradients">Where the gradients of the parameters go.</param>
    internal static StepMemory Create(StepContext context, int rows, RandomStream random, GradientBuffer gradients)
    {
        var outputs = context.Model.Outputs;
        var workspace = new ModelWorkspace(
            context.Model, rows, training: true, random: random, gradients: gradients.ByParameter)
        { WorkerPool = context.WorkerPool };
        return new StepMemory(
            workspace,
            [.. outputs.Select(layer => new Matrix(rows, layer.OutputShape.Size))],
            [.. outputs.Select(_ => context.Loader.IsWeighted ? new float[rows] : [])]);
    }
}
