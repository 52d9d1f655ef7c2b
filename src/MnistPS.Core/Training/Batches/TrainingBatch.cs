using MnistPS.Models;
using MnistPS.Numerics;

namespace MnistPS.Training;

/// <summary>A batch: the samples in the inputs of a pass, what should come out, and what each sample counts.</summary>
internal sealed class TrainingBatch : IDisposable
{
    /// <summary>Makes the memory.</summary>
    /// <param name="model">The model.</param>
    /// <param name="rows">Samples.</param>
    /// <param name="weighted">Whether samples have weights.</param>
    /// <param name="chance">The random numbers of layers that need some.</param>
    internal TrainingBatch(DenseModel model, int rows, bool weighted, RandomSource chance)
    {
        Pass = new ModelPass(model, rows, training: true, random: chance);
        Targets = [.. model.Outputs.Select(layer => new Matrix(rows, layer.OutputShape.Size))];
        Weights = [.. model.Outputs.Select(_ => weighted ? new float[rows] : [])];
    }

    /// <summary>The pass, whose inputs hold the samples.</summary>
    internal ModelPass Pass { get; }

    /// <summary>What should come out, (batch, units) per output.</summary>
    internal Matrix[] Targets { get; }

    /// <summary>A factor per sample for each output; empty for 1 everywhere.</summary>
    internal float[][] Weights { get; }

    public void Dispose()
    {
        Pass.Dispose();
        foreach (var target in Targets)
            target.Dispose();
    }
}
