using MnistPS.Data;
using MnistPS.Layers;
using MnistPS.Models;
using MnistPS.Prediction;

namespace MnistPS.Metrics;

/// <summary>How good a model is on a dataset.</summary>
public sealed class ModelEvaluation
{
    private ModelEvaluation(DenseModel model, OutputTally tally, double? minimumAccuracy)
    {
        Model = model;
        OutputLayer = tally.Layer.ToString();
        Dataset = tally.Truth.ToString();
        Count = tally.Truth.Count;
        Accuracy = tally.Score.Accuracy;
        (DataLoss, Penalty) = (tally.Score.Loss, WeightPenalty.Of(model));
        Loss = (tally.LossFactor * DataLoss) + Penalty;
        TopK = model.Compilation?.TopK;
        TopKAccuracy = tally.Score.TopKAccuracy;
        ExpectedCalibrationError = tally.Calibration.Error;
        CalibrationBins = tally.Calibration.Bins;
        ConfusionMatrix = tally.Confusion;
        Unanswered = tally.Unanswered;
        MinimumAccuracy = minimumAccuracy;
        IsCompiled = model.Compilation is not null;
        Classes = Measure(tally);
    }

    /// <summary>The model.</summary>
    public DenseModel Model { get; }

    /// <summary>Name of the output layer whose answers were measured.</summary>
    public string OutputLayer { get; }

    /// <summary>What it was measured on.</summary>
    public string Dataset { get; }

    /// <summary>Number of images.</summary>
    public int Count { get; }

    /// <summary>Number of images read right.</summary>
    public int Correct => Classes.Sum(score => score.Correct);

    /// <summary>Share of images read right, 0 to 1.</summary>
    public double Accuracy { get; }

    /// <summary>
    /// What training minimises, as Keras's <c>evaluate</c> reports it, and ValidationLoss of an epoch: the factor of this output's
    /// loss (LossWeight of Build-DenseModel) times <see cref="DataLoss"/>, plus <see cref="Penalty"/>; not a number if the model
    /// was not compiled.
    /// </summary>
    public double Loss { get; }

    /// <summary>Mean over the images of the loss that the model was compiled with; not a number if it was not.</summary>
    public double DataLoss { get; }

    /// <summary>The penalty on large weights, l1·Σ|w| + l2·Σw² over all layers that have one; 0 without any.</summary>
    public double Penalty { get; }

    /// <summary>
    /// Macro average of F1: the mean of 2·correct / (count + predicted) over the classes that occur, as a label or as an
    /// answer, each counting the same however many images it has. A class that never occurs is left out; one that was never
    /// read right counts as 0. This is scikit-learn's <c>f1_score(average='macro')</c>.
    /// </summary>
    public double MacroF1 => Classes.Where(score => !double.IsNaN(score.F1)).Select(score => score.F1).Average();

    /// <summary>k of <see cref="TopKAccuracy"/>; null if the model was compiled without it.</summary>
    public int? TopK { get; }

    /// <summary>
    /// Share of images whose label is among the k likeliest answers, 0 to 1; null if the model was compiled without a k. Of
    /// equally likely answers the lower label comes first.
    /// </summary>
    public double? TopKAccuracy { get; }

    /// <summary>
    /// How far the confidence is from the share of right answers, on the average, 0 to 1: Σ |Bₘ|/n · |acc(Bₘ) − conf(Bₘ)|
    /// over 15 bins Bₘ of confidence (Guo et al. 2017, eq. 3). Null where the model answers without probabilities.
    /// </summary>
    public double? ExpectedCalibrationError { get; }

    /// <summary>The bins of the calibration error; none where the model answers without probabilities.</summary>
    public IReadOnlyList<CalibrationBin> CalibrationBins { get; }

    /// <summary>The accuracy that was asked for; null if none was.</summary>
    public double? MinimumAccuracy { get; }

    /// <summary>
    /// Whether the accuracy that was asked for is reached; true if none was. A model that answers nothing but NaN never
    /// passes.
    /// </summary>
    public bool Passed => Unanswered < Count && Accuracy >= (MinimumAccuracy ?? 0);

    /// <summary>Number of images to which the model answers NaN, not a number: they count as wrong, and as read as no class.</summary>
    public int Unanswered { get; }

    /// <summary>How often an image of label i (row) was read as j (column).</summary>
    public int[,] ConfusionMatrix { get; }

    /// <summary>Precision, recall and F1 of each class.</summary>
    public IReadOnlyList<ClassMetrics> Classes { get; }

    /// <summary>Whether the model had a loss when it was measured.</summary>
    internal bool IsCompiled { get; }

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
        return Measure(model, samples, [model.Outputs[0]], minimumAccuracy, cancellation: cancellation)[0];
    }

    /// <summary>Measures several outputs of a model in one go.</summary>
    /// <param name="model">The model.</param>
    /// <param name="samples">The samples, matched with the model.</param>
    /// <param name="outputs">Outputs of the model.</param>
    /// <param name="minimumAccuracy">The accuracy that is asked for of each, 0 to 1; null for none.</param>
    /// <param name="copies">Number of varied copies of each image over which the probabilities are averaged. Range: 0 to 1000.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    /// <returns>What was measured of each output.</returns>
    public static IReadOnlyList<ModelEvaluation> Measure(
        DenseModel model,
        SampleSet samples,
        IReadOnlyList<Layer> outputs,
        double? minimumAccuracy = null,
        int copies = 0,
        CancellationToken cancellation = default)
    {
        var tallies = outputs.Select(output => new OutputTally(model, output, samples, areMeans: copies > 0)).ToList();
        ModelRunner.Run(model, samples, (workspace, start) => tallies.ForEach(tally => tally.Add(workspace, start)), copies, cancellation);
        return [.. tallies.Select(tally => new ModelEvaluation(model, tally, minimumAccuracy))];
    }

    private static ClassMetrics[] Measure(OutputTally tally)
    {
        var counts = tally.Truth.LabelCounts;
        var names = tally.Truth.ClassNames;
        return [.. Enumerable.Range(0, tally.Confusion.GetLength(0)).Select(label => new ClassMetrics(
            label, label < counts.Count ? counts[label] : 0, tally.Confusion, label < names?.Count ? names[label] : null))];
    }

    /// <inheritdoc/>
    public override string ToString() => $"accuracy {Accuracy:P2} on {Count:N0} images";
}
