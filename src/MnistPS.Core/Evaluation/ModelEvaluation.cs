using System.Numerics.Tensors;
using MnistPS.Data;
using MnistPS.Models;

namespace MnistPS.Evaluation;

/// <summary>How good a model is on a dataset.</summary>
public sealed class ModelEvaluation
{
    private ModelEvaluation(
        DenseModel model, DigitDataset dataset, OutputScore score, int[,] confusion, double? minimumAccuracy)
    {
        Model = model;
        Dataset = dataset.ToString();
        Count = dataset.Count;
        Accuracy = score.Accuracy;
        Loss = score.Loss;
        ConfusionMatrix = confusion;
        MinimumAccuracy = minimumAccuracy;
        Classes = [.. Enumerable.Range(0, dataset.ClassCount).Select(label => new ClassScore(label, confusion, dataset.ClassNames))];
    }

    /// <summary>The model.</summary>
    public DenseModel Model { get; }

    /// <summary>What it was measured on.</summary>
    public string Dataset { get; }

    /// <summary>Number of images.</summary>
    public int Count { get; }

    /// <summary>Number of images read right.</summary>
    public int Correct => Classes.Sum(score => score.Correct);

    /// <summary>Share of images read right, 0 to 1.</summary>
    public double Accuracy { get; }

    /// <summary>Mean loss, of the loss that the model was compiled with; not a number if it was not.</summary>
    public double Loss { get; }

    /// <summary>The accuracy that was asked for; null if none was.</summary>
    public double? MinimumAccuracy { get; }

    /// <summary>Whether the accuracy that was asked for is reached; true if none was.</summary>
    public bool Passed => Accuracy >= (MinimumAccuracy ?? 0);

    /// <summary>How often an image of label i (row) was read as j (column).</summary>
    public int[,] ConfusionMatrix { get; }

    /// <summary>Precision, recall and F1 of each class.</summary>
    public IReadOnlyList<ClassScore> Classes { get; }

    /// <summary>The evaluation as text.</summary>
    public string SummaryText => EvaluationText.Summarize(this);

    /// <summary>Measures the first output of a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="dataset">The images and what they show.</param>
    /// <param name="minimumAccuracy">The accuracy that is asked for, 0 to 1; null for none.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    /// <returns>What was measured.</returns>
    /// <exception cref="MnistPSException">The images do not fit the model.</exception>
    public static ModelEvaluation Measure(
        DenseModel model,
        DigitDataset dataset,
        double? minimumAccuracy = null,
        CancellationToken cancellation = default)
    {
        var samples = ModelSamples.Match(model, dataset);
        var score = new OutputScore(model.Compilation?.Losses[0]);
        var confusion = new int[dataset.ClassCount, dataset.ClassCount];
        ModelRunner.Run(
            model,
            samples,
            (pass, start) =>
            {
                score.Add(pass.Outputs[0], ModelRunner.Targets(dataset, start, pass.Rows));
                for (var row = 0; row < pass.Rows; row++)
                {
                    var answer = TensorPrimitives.IndexOfMax<float>(pass.Outputs[0].Output.Row(row));
                    confusion[dataset.Labels.Span[start + row], answer]++;
                }
            },
            cancellation);
        return new ModelEvaluation(model, dataset, score, confusion, minimumAccuracy);
    }

    /// <inheritdoc/>
    public override string ToString() => $"accuracy {Accuracy:P2} on {Count:N0} images";
}
