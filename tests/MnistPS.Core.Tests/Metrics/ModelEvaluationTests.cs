using MnistPS.Data;
using MnistPS.Explanation;
using MnistPS.Layers;
using MnistPS.Metrics;
using MnistPS.Models;
using MnistPS.Numerics;
using MnistPS.Prediction;

namespace MnistPS.Tests.Metrics;

/// <summary>What is measured of a model, against numbers that were computed by hand.</summary>
public sealed class ModelEvaluationTests
{
    private const double Tolerance = 1e-6;

    private readonly ModelEvaluation _evaluation = ModelEvaluation.Measure(SmallModels.Echo(), SmallModels.FourImages());

    [Fact]
    public void Accuracy_is_the_share_of_right_answers()
    {
        Assert.Equal(0.75, _evaluation.Accuracy);
        Assert.Equal(3, _evaluation.Correct);
        Assert.Equal(4, _evaluation.Count);
    }

    [Fact]
    public void The_confusion_matrix_has_a_row_for_what_it_is_and_a_column_for_what_was_read() =>
        Assert.Equal(new[,] { { 1, 0, 0 }, { 0, 2, 0 }, { 1, 0, 0 } }, _evaluation.ConfusionMatrix);

    [Fact]
    public void Precision_recall_and_F1_are_those_of_the_confusion_matrix()
    {
        Assert.Equal([0.5, 1, double.NaN], _evaluation.Classes.Select(score => score.Precision));
        Assert.Equal([1, 1, 0], _evaluation.Classes.Select(score => score.Recall));
        Assert.Equal([2.0 / 3, 1, 0], _evaluation.Classes.Select(score => score.F1));
    }

    [Fact]
    public void Macro_F1_is_the_mean_over_the_classes() =>
        Assert.Equal((2.0 / 3 + 1 + 0) / 3, _evaluation.MacroF1, Tolerance);

    // Three answers are 0.8, 0.8 (half of them right), 0.6 (right), and one is 1 (right):
    // 2/4·|0.5 − 0.8| + 1/4·|1 − 0.6| + 1/4·|1 − 1| = 0.25.
    [Fact]
    public void The_calibration_error_is_that_of_Guo_et_al() =>
        Assert.Equal(0.25, _evaluation.ExpectedCalibrationError!.Value, Tolerance);

    [Fact]
    public void The_bins_of_the_calibration_error_hold_all_answers()
    {
        Assert.Equal(15, _evaluation.CalibrationBins.Count);
        Assert.Equal(4, _evaluation.CalibrationBins.Sum(bin => bin.Count));
        Assert.Equal((0.0, 1.0), (_evaluation.CalibrationBins[0].From, _evaluation.CalibrationBins[^1].To));
        var last = _evaluation.CalibrationBins[^1];
        Assert.Equal((1, 1.0, 1.0), (last.Count, last.Confidence, last.Accuracy));
    }

    [Fact]
    public void Outputs_that_are_no_probabilities_have_no_calibration_error()
    {
        var model = SmallModels.Echo();
        ModelWeights.Write(model, "echo", "kernel", 5);

        var evaluation = ModelEvaluation.Measure(model, SmallModels.FourImages());

        Assert.Null(evaluation.ExpectedCalibrationError);
        Assert.Empty(evaluation.CalibrationBins);
    }

    [Fact]
    public void Without_a_k_there_is_no_top_k_accuracy()
    {
        Assert.Null(_evaluation.TopK);
        Assert.Null(_evaluation.TopKAccuracy);
    }

    [Theory]
    [InlineData(1, 0.75)]
    [InlineData(2, 1)]
    public void Top_k_accuracy_counts_an_answer_that_is_among_the_k_likeliest(int k, double expected)
    {
        var evaluation = ModelEvaluation.Measure(SmallModels.Echo(k), SmallModels.FourImages());

        Assert.Equal(k, evaluation.TopK);
        Assert.Equal(expected, evaluation.TopKAccuracy);
        Assert.Contains($"Top-{k} accuracy", evaluation.SummaryText, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_output_is_measured_by_itself()
    {
        var input = new InputLayer(new Shape(3));
        var options = new DenseOptions { UseBias = false };
        var model = new DenseModel(
            [new DenseLayer(input, 3, options, "right"), new DenseLayer(input, 3, options, "turned")], seed: 1);
        ModelWeights.Write(model, "right", "kernel", new[,] { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 } });
        ModelWeights.Write(model, "turned", "kernel", new[,] { { 0, 1, 0 }, { 1, 0, 0 }, { 0, 0, 1 } });

        var samples = ModelSamples.Match(model, SmallModels.FourImages());
        var evaluations = ModelEvaluation.Measure(model, samples, model.Outputs);

        Assert.Equal(["right", "turned"], evaluations.Select(evaluation => evaluation.OutputLayer));
        Assert.Equal([0.75, 0], evaluations.Select(evaluation => evaluation.Accuracy));
        Assert.StartsWith("Output: turned", evaluations[1].SummaryText, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.75, true)]
    [InlineData(0.76, false)]
    public void An_evaluation_passes_where_the_accuracy_that_was_asked_for_is_reached(double minimum, bool expected) =>
        Assert.Equal(
            expected, ModelEvaluation.Measure(SmallModels.Echo(), SmallModels.FourImages(), minimum).Passed);

    [Fact]
    public void Mistakes_come_with_the_worst_first()
    {
        // To both the model says 0; to the label 2 it gives 0.4 of the first image and 0.2 of the second.
        var dataset = new DigitDataset(
            new byte[] { 153, 0, 102, 204, 0, 51, 0, 255, 0 }, new byte[] { 2, 2, 1 }, height: 1, width: 3, classCount: 3);

        var mistakes = MistakeFinder.Find(SmallModels.Echo(), dataset);

        Assert.Equal([1, 0], mistakes.Select(mistake => mistake.Index));
        Assert.Equal((2, 0), (mistakes[0].Label, mistakes[0].Digit));
        Assert.Equal(0.8, mistakes[0].Confidence, Tolerance);
        Assert.Equal(0.2, mistakes[0].LabelProbability, Tolerance);
        Assert.Equal([204, 0, 51], mistakes[0].Image.Pixels);
    }

    [Fact]
    public void As_many_mistakes_come_as_were_asked_for() =>
        Assert.Empty(MistakeFinder.Find(SmallModels.Echo(), SmallModels.FourImages(), count: 0));
}
