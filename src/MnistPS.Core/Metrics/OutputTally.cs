using System.Numerics.Tensors;
using MnistPS.Data;
using MnistPS.Layers;
using MnistPS.Models;
using MnistPS.Prediction;

namespace MnistPS.Metrics;

/// <summary>Counts the answers of one output of a model, batch by batch.</summary>
internal sealed class OutputTally
{
    private readonly int _number;

    internal OutputTally(DenseModel model, Layer output, SampleSet samples)
    {
        _number = model.Outputs.ToList().IndexOf(output);
        Layer = output;
        Truth = samples.Targets[_number];
        Score = new OutputMetrics(model.Compilation?.Losses[_number], model.Compilation?.TopK);
        Confusion = new int[Truth.ClassCount, Truth.ClassCount];
    }

    internal Layer Layer { get; }

    internal DigitDataset Truth { get; }

    internal OutputMetrics Score { get; }

    /// <summary>How often an image of label i (row) was read as j (column).</summary>
    internal int[,] Confusion { get; }

    internal CalibrationTally Calibration { get; } = new();

    /// <summary>Takes in a batch that has gone forward.</summary>
    /// <param name="workspace">The batch.</param>
    /// <param name="start">Number of its first sample.</param>
    internal void Add(ModelWorkspace workspace, int start)
    {
        var output = workspace.Outputs[_number];
        Score.Add(output, ModelRunner.Targets(Truth, start, workspace.Rows));
        for (var row = 0; row < workspace.Rows; row++)
        {
            var answer = TensorPrimitives.IndexOfMax<float>(output.Output.Row(row));
            var truth = Truth.Labels.Span[start + row];
            Confusion[truth, answer]++;
            Calibration.Add(output.Output.Row(row), answer, truth);
        }
    }
}
