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

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Equal_answers_rank_by_their_labels_in_accuracy_and_top_k_alike(int k)
    {
        var model = SmallModels.Echo(k);
        ModelWeights.Write(model, "echo", "kernel", 0);

        var evaluation = ModelEvaluation.Measure(model, SmallModels.FourImages());

        // The labels are 0, 2, 1 and 1.
        Assert.Equal(0.25, evaluation.Accuracy);
        Assert.Equal(new[] { 0.25, 0.75, 1 }[k - 1], evaluation.TopKAccuracy);
        Assert.All(
            DigitReader.Read(model, SmallModels.FourImages()), answer => Assert.Equal(0, new DigitPrediction(answer).Digit));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(4)]
    public void A_k_that_is_not_among_the_classes_is_refused(int k)
    {
        var error = Assert.Throws<MnistPSException>(() => SmallModels.Echo(k));

        Assert.Equal("TopKOutOfRange", error.ErrorId);
        Assert.Contains($"from 1 to 3, the number of classes; {k} was given", error.Message, StringComparison.Ordinal);
    }

    // Labels 0 0 0 1 1 2 of five classes, read as 0 0 1 1 2 3, with scikit-learn's definitions: class 0 has a precision of
    // 2/2 and a recall of 2/3; class 1 has 1/2 and 1/2; class 2 has 0/1 and 0/1; class 3 is read and never there; class 4
    // neither. f1_score(average='macro') is the mean of 0.8, 0.5, 0 and 0.
    [Fact]
    public void Precision_recall_and_F1_are_those_of_scikit_learn_with_classes_that_are_absent()
    {
        byte[] read = [0, 0, 1, 1, 2, 3];
        var pixels = new byte[read.Length * 5];
        for (var i = 0; i < read.Length; i++)
            pixels[(i * 5) + read[i]] = 255;
        var data = new DigitDataset(pixels, new byte[] { 0, 0, 0, 1, 1, 2 }, 1, 5, classCount: 5);

        var evaluation = ModelEvaluation.Measure(SmallModels.Scaled(5, 1, Activation.Linear, loss: null), data);

        Assert.Equal([1, 0.5, 0, 0, double.NaN], evaluation.Classes.Select(each => each.Precision));
        Assert.Equal([2.0 / 3, 0.5, 0, double.NaN, double.NaN], evaluation.Classes.Select(each => each.Recall));
        Assert.Equal([0.8, 0.5, 0, 0, double.NaN], evaluation.Classes.Select(each => each.F1));
        Assert.Equal((0.8 + 0.5) / 4, evaluation.MacroF1, Tolerance);
    }

    [Theory]
    [InlineData(0.75, "Passed: an accuracy of at least 75")]
    [InlineData(0.76, "Failed: an accuracy of at least 76")]
    public void The_text_says_whether_the_accuracy_that_was_asked_for_is_reached(double minimum, string expected) =>
        Assert.Contains(
            expected,
            ModelEvaluation.Measure(SmallModels.Echo(), SmallModels.FourImages(), minimum).SummaryText,
            StringComparison.Ordinal);

    [Fact]
    public void Without_an_accuracy_that_was_asked_for_the_text_says_nothing_of_it() =>
        Assert.DoesNotContain("Passed", _evaluation.SummaryText, StringComparison.Ordinal);

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(1.01)]
    public void An_accuracy_that_no_model_reaches_is_never_passed(double minimum) =>
        Assert.False(ModelEvaluation.Measure(SmallModels.Scaled(3, 1, Activation.Linear, null), SmallModels.FourImages(), minimum).Passed);

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
        Assert.Equal(0.8, mistakes[0].Confidence!.Value, Tolerance);
        Assert.Equal(0.2, mistakes[0].LabelProbability!.Value, Tolerance);
        Assert.Equal([204, 0, 51], mistakes[0].Image.Pixels);
    }

    [Fact]
    public void As_many_mistakes_come_as_were_asked_for() =>
        Assert.Empty(MistakeFinder.Find(SmallModels.Echo(), SmallModels.FourImages(), count: 0));
}
