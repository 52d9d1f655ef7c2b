using MnistPS.Data;
using MnistPS.Layers;
using MnistPS.Losses;
using MnistPS.Models;
using MnistPS.Prediction;

namespace MnistPS.Metrics;

/// <summary>Counts the answers of one output of a model, batch by batch.</summary>
internal sealed class OutputTally
{
    private readonly int _number;
    private readonly OutputReading _reading;
    private readonly float[] _probabilities;
    private readonly bool _areMeans;
    private readonly OutputLoss? _loss;

    internal OutputTally(DenseModel model, Layer output, SampleSet samples, bool areMeans)
    {
        _areMeans = areMeans;
        _number = model.Outputs.ToList().IndexOf(output);
        _reading = OutputReading.Of(model, _number);
        _probabilities = new float[_reading.ClassCount];
        Layer = output;
        Truth = samples.Targets[_number];
        _loss = model.Compilation?.OutputLosses[_number];
        Score = new OutputMetrics(_reading, model.Compilation?.TopK);

        // A single unit knows two classes, even where all labels are of one.
        var classes = Math.Max(Truth.ClassCount, _reading.ClassCount);
        Confusion = new int[classes, classes];
    }

    internal Layer Layer { get; }

    internal DigitDataset Truth { get; }

    internal OutputMetrics Score { get; }

    /// <summary>The factor of the output's loss in what is minimised.</summary>
    internal double LossFactor => _loss?.Factor ?? 1;

    /// <summary>How often an image of label i (row) was read as j (column).</summary>
    internal int[,] Confusion { get; }

    /// <summary>Number of images to which the answer was NaN for every class.</summary>
    internal int Unanswered { get; private set; }

    internal CalibrationTally Calibration { get; } = new();

    /// <summary>Takes in a batch that has gone forward.</summary>
    /// <param name="workspace">The batch.</param>
    /// <param name="start">Number of its first sample.</param>
    internal void Add(ModelWorkspace workspace, int start)
    {
        var output = workspace.Outputs[_number];
        var targets = ModelRunner.Targets(Truth, Layer, start, workspace.Rows);
        Score.Add(output.Output, targets, _loss?.Evaluate(output, targets, areMeans: _areMeans) ?? double.NaN);
        for (var row = 0; row < workspace.Rows; row++)
            Add(output.Output.Row(row), Truth.Labels.Span[start + row]);
    }

    private void Add(ReadOnlySpan<float> output, int truth)
    {
        var areProbabilities = _reading.TryGetProbabilities(output, _probabilities);
        if (Ranking.First(_reading.Scores(output, stackalloc float[2])) is not { } answer)
        {
            Unanswered++;
            Calibration.AddUnknown();
            return;
        }

        Confusion[truth, answer]++;
        if (areProbabilities)
            Calibration.Add(_probabilities[answer], answer == truth);
        else
            Calibration.AddUnknown();
    }
}
