using MnistPS.Data;
using MnistPS.Explanation;
using MnistPS.Layers;
using MnistPS.Layers.Activations;
using MnistPS.Losses;
using MnistPS.Metrics;
using MnistPS.Models;
using MnistPS.Numerics;
using MnistPS.Optimizers;
using MnistPS.Prediction;
using MnistPS.Training;

namespace MnistPS.Tests.Prediction;

/// <summary>Answers are probabilities whatever the model was compiled with, or there are none and it says so.</summary>
public sealed class ProbabilityTests
{
    private const double Tolerance = 1e-6;
    private const float Factor = 8;

    private static readonly Activation s_softmax = ActivationCatalog.Get(ActivationKind.Softmax);
    private static readonly Activation s_sigmoid = ActivationCatalog.Get(ActivationKind.Sigmoid);

    public static TheoryData<Loss> CategoricalLogits => new(
        new CategoricalCrossentropy { FromLogits = true },
        new CategoricalCrossentropy { LabelSmoothing = 0.1f, FromLogits = true },
        new SparseCategoricalCrossentropy { FromLogits = true });

    public static TheoryData<Loss?> LossesWithoutLogits => new(
        null, new MeanSquaredError(), new Huber(), new CategoricalCrossentropy(), new BinaryCrossentropy());

    [Theory]
    [MemberData(nameof(CategoricalLogits))]
    public void Logits_of_classes_become_probabilities_by_a_softmax(Loss loss)
    {
        var model = SmallModels.Scaled(3, Factor, Activation.Linear, loss);

        foreach (var (pixels, probabilities) in Read(model, SmallModels.FourImages()))
            AssertClose(Softmax(pixels), probabilities!);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Independent_answers_become_probabilities_by_a_sigmoid(bool fromLogits)
    {
        var model = SmallModels.Scaled(
            3, Factor, fromLogits ? Activation.Linear : s_sigmoid, new BinaryCrossentropy { FromLogits = fromLogits });

        foreach (var (pixels, probabilities) in Read(model, SmallModels.FourImages()))
            AssertClose(pixels.Select(Sigmoid), probabilities!);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_single_unit_tells_class_1_from_class_0(bool fromLogits)
    {
        var model = SmallModels.Scaled(
            1, Factor, fromLogits ? Activation.Linear : s_sigmoid, new BinaryCrossentropy { FromLogits = fromLogits });
        var data = new DigitDataset(new byte[] { 0, 1, 255 }, new byte[] { 0, 1, 0 }, 1, 1, classCount: 2);

        var answers = DigitReader.Read(model, data).Select(answer => new DigitPrediction(answer)).ToList();

        foreach (var (answer, pixel) in answers.Zip([0, Factor / 255.0, Factor]))
            AssertClose([1 - Sigmoid(pixel), Sigmoid(pixel)], answer.Probabilities);

        // A probability of one half is a tie, and the lower label comes first.
        Assert.Equal([0, 1, 1], answers.Select(answer => answer.Digit));
        var evaluation = ModelEvaluation.Measure(model, data);
        Assert.Equal(2.0 / 3, evaluation.Accuracy, Tolerance);
        Assert.Equal(new[,] { { 1, 1 }, { 0, 1 } }, evaluation.ConfusionMatrix);
        Assert.Equal(3, evaluation.CalibrationBins.Sum(bin => bin.Count));
        Assert.Equal([2], MistakeFinder.Find(model, data).Select(mistake => mistake.Index));
    }

    [Fact]
    public void A_single_unit_learns_two_classes()
    {
        var data = new DigitDataset(new byte[] { 0, 255, 30, 220 }, new byte[] { 1, 0, 1, 0 }, 1, 1, classCount: 2);
        var output = new DenseLayer(new InputLayer(new Shape(1)), 1, new DenseOptions { Activation = s_sigmoid });
        var model = new DenseModel([output], seed: 1);
        model.Compilation = new Compilation(model, [new BinaryCrossentropy()], new Adam { LearningRate = 0.1f });

        var run = new Trainer(
            model, ModelSamples.Match(model, data), new TrainingOptions { Epochs = 100, BatchSize = 2, Seed = 1, ValidationSplit = 0.5 }).Run();

        Assert.Equal(1, ModelEvaluation.Measure(model, data).Accuracy);
        Assert.Equal((1.0, 1.0), (run.Last!.Accuracy, run.Last.ValidationAccuracy));
    }

    [Theory]
    [MemberData(nameof(LossesWithoutLogits))]
    public void A_model_without_probabilities_has_no_confidence_and_is_always_doubtful(Loss? loss)
    {
        var model = SmallModels.Scaled(3, Factor, Activation.Linear, loss);
        var data = SmallModels.FourImages();

        Assert.All(DigitReader.Read(model, data).Select(answer => new DigitPrediction(answer)), prediction =>
        {
            Assert.NotNull(prediction.Digit);
            Assert.Null(prediction.Confidence);
            Assert.Empty(prediction.Probabilities);
            Assert.All(prediction.Alternatives, other => Assert.Null(other.Confidence));
            Assert.True(prediction.Doubtful);
        });
        Assert.Equal(0.75, ModelEvaluation.Measure(model, data).Accuracy);
        Assert.Null(ModelEvaluation.Measure(model, data).ExpectedCalibrationError);
        Assert.Null(Assert.Single(MistakeFinder.Find(model, data)).LabelProbability);
    }

    [Fact]
    public void Layers_that_do_nothing_in_use_may_stand_behind_the_softmax()
    {
        var input = new InputLayer(new Shape(3));
        var softmax = new DenseLayer(input, 3, new DenseOptions { Activation = s_softmax });
        var model = new DenseModel([new FlattenLayer(new DropoutLayer(softmax, 0.5f))], seed: 1);

        Assert.Equal(OutputScale.Probabilities, OutputReading.Of(model).Scale);
    }

    [Fact]
    public void The_mean_of_two_softmaxes_is_known_by_its_numbers()
    {
        var input = new InputLayer(new Shape(3));
        DenseLayer Softmax() => new(input, 3, new DenseOptions { Activation = s_softmax });
        var model = new DenseModel([new RescalingLayer(new AddLayer([Softmax(), Softmax()]), 0.5f)], seed: 1);

        Assert.All(
            DigitReader.Read(model, SmallModels.FourImages()),
            answer => Assert.Equal(1, answer.Probabilities!.Sum(), Tolerance));
    }

    [Fact]
    public void Test_time_augmentation_averages_probabilities_of_logits_too()
    {
        var data = SmallModels.FourImages();
        var ended = SmallModels.Scaled(3, Factor, s_softmax, new CategoricalCrossentropy());
        var logits = SmallModels.Scaled(3, Factor, Activation.Linear, new CategoricalCrossentropy { FromLogits = true });
        foreach (var (expected, actual) in DigitReader.Read(ended, data, copies: 5).Zip(DigitReader.Read(logits, data, copies: 5)))
            AssertClose(expected.Probabilities!.Select(value => (double)value), actual.Probabilities!);
        Assert.Equal(Measure(ended, data).Loss, Measure(logits, data).Loss, 1e-5);
        Assert.Equal(
            Measure(ended, data).ExpectedCalibrationError!.Value, Measure(logits, data).ExpectedCalibrationError!.Value, Tolerance);

        ended = SmallModels.Scaled(3, Factor, s_sigmoid, new BinaryCrossentropy());
        logits = SmallModels.Scaled(3, Factor, Activation.Linear, new BinaryCrossentropy { FromLogits = true });
        foreach (var (expected, actual) in DigitReader.Read(ended, data, copies: 5).Zip(DigitReader.Read(logits, data, copies: 5)))
            AssertClose(expected.Probabilities!.Select(value => (double)value), actual.Probabilities!);
        Assert.Equal(Measure(ended, data).Loss, Measure(logits, data).Loss, 1e-4);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_is_not_a_number_is_no_answer_never_a_hit_never_a_pass_and_always_doubtful(bool hasSoftmax)
    {
        var model = SmallModels.Scaled(3, Factor, hasSoftmax ? s_softmax : Activation.Linear, new CategoricalCrossentropy());
        foreach (var parameter in model.Parameters)
            parameter.Value.Span.Fill(float.NaN);
        model.Compilation = new Compilation(model, [new CategoricalCrossentropy()], new Adam()) { TopK = 3 };
        var data = SmallModels.FourImages();

        var one = new DigitPrediction(DigitReader.Read(model, data.GetImage(0))) { Label = 0 };
        foreach (var prediction in DigitReader.Read(model, data).Select(answer => new DigitPrediction(answer) { Label = 0 }).Append(one))
        {
            Assert.Equal((null, null, true, false), (prediction.Digit, prediction.Confidence, prediction.Doubtful, prediction.Correct));
            Assert.Empty(prediction.Alternatives);
        }

        var evaluation = ModelEvaluation.Measure(model, data, minimumAccuracy: 0);
        Assert.Equal((0.0, 0.0, 4, false), (evaluation.Accuracy, evaluation.TopKAccuracy!.Value, evaluation.Unanswered, evaluation.Passed));
        Assert.Equal([1, 2, 1], evaluation.Classes.Select(each => each.Count));
        Assert.All(evaluation.Classes, each => Assert.Equal((0, 0), (each.Predicted, each.Correct)));
        Assert.Null(evaluation.ExpectedCalibrationError);
        Assert.Contains("No answer: 4 of 4 images", evaluation.SummaryText, StringComparison.Ordinal);
        Assert.Equal(4, MistakeFinder.Find(model, data).Count(mistake => mistake.Digit is null));
    }

    [Fact]
    public void Where_a_single_independent_answer_is_not_a_number_the_others_stand_and_are_doubtful()
    {
        var prediction = new DigitPrediction(ModelAnswer.FromProbabilities([float.NaN, 0.5f, 0.7f]));

        Assert.Equal((2, 0.7f, true), (prediction.Digit, prediction.Confidence, prediction.Doubtful));
        Assert.Equal([1], prediction.Alternatives.Select(other => other.Digit));
    }

    private static ModelEvaluation Measure(DenseModel model, DigitDataset data) =>
        ModelEvaluation.Measure(model, ModelSamples.Match(model, data), model.Outputs, copies: 5)[0];

    private static IEnumerable<(double[] Logits, float[]? Probabilities)> Read(DenseModel model, DigitDataset data)
    {
        var answers = DigitReader.Read(model, data);
        for (var i = 0; i < data.Count; i++)
        {
            double[] logits = [.. data.GetPixels(i).ToArray().Select(pixel => pixel / 255.0 * Factor)];
            var single = DigitReader.Read(model, data.GetImage(i)).Probabilities!;
            AssertClose(single.Select(value => (double)value), answers[i].Probabilities!);
            yield return (logits, answers[i].Probabilities);
        }
    }

    private static IEnumerable<double> Softmax(double[] logits) =>
        logits.Select(logit => Math.Exp(logit) / logits.Sum(Math.Exp));

    private static double Sigmoid(double logit) => 1 / (1 + Math.Exp(-logit));

    private static void AssertClose(IEnumerable<double> expected, IReadOnlyList<float> actual)
    {
        double[] numbers = [.. expected];
        Assert.Equal(numbers.Length, actual.Count);
        for (var i = 0; i < numbers.Length; i++)
            Assert.Equal(numbers[i], actual[i], Tolerance);
    }
}
