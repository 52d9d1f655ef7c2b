using MnistPS.Data;
using MnistPS.Data.Augmentation;
using MnistPS.Layers.Activations;
using MnistPS.Losses;
using MnistPS.Metrics;
using MnistPS.Models;
using MnistPS.Optimizers;
using MnistPS.Prediction;

namespace MnistPS.Tests.Prediction;

/// <summary>Test-time augmentation: the mean of the answers to an image and to varied copies of it.</summary>
public sealed class TestTimeAugmenterTests
{
    private const int Copies = 3;
    private readonly DigitDataset _data = DrawnDataset.Draw(MnistSplits.Test, 20, seed: 1);
    private readonly DenseModel _model = CreateModel();

    [Fact]
    public void The_mean_of_the_answers_to_the_image_and_its_copies_counts()
    {
        var expected = DigitReader.Read(_model, _data).Select(answer => answer.Probabilities!.Select(value => (double)value).ToArray()).ToArray();
        var augmenter = new ImageAugmenter(_data, ImageAugmentation.Slight, seed: 0);
        int[] all = [.. Enumerable.Range(0, _data.Count)];
        for (var copy = 1; copy <= Copies; copy++)
        {
            _model.Predict(_data.Count, workspace => augmenter.CopyImages(all, copy, workspace.Inputs[0], ..), workspace =>
            {
                for (var i = 0; i < expected.Length; i++)
                {
                    for (var j = 0; j < expected[i].Length; j++)
                        expected[i][j] += workspace.Outputs[0].Output.Row(i)[j];
                }
            });
        }

        var actual = DigitReader.Read(_model, _data, copies: Copies);

        for (var i = 0; i < expected.Length; i++)
            Assert.All(expected[i].Zip(actual[i].Probabilities!), pair => Assert.Equal(pair.First / (Copies + 1), pair.Second, 1e-6));
    }

    [Fact]
    public void The_loss_is_that_of_the_mean()
    {
        var answers = DigitReader.Read(_model, _data, copies: Copies);
        var expected = Enumerable.Range(0, _data.Count).Average(i => -Math.Log(answers[i].Probabilities![_data.Labels.Span[i]]));

        Assert.Equal(expected, Measure(Copies).Loss, 1e-5);
        Assert.NotEqual(expected, Measure(copies: 0).Loss, 1e-3);
    }

    [Fact]
    public void A_single_image_is_read_as_in_a_dataset()
    {
        var one = _data.Slice(0, 1);

        Assert.Equal(DigitReader.Read(_model, one, copies: Copies)[0].Scores, DigitReader.Read(_model, _data.GetImage(0), Copies).Scores);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1001)]
    public void Numbers_of_copies_out_of_range_are_refused(int copies) => Assert.Equal(
        "TestTimeAugmentationOutOfRange", Assert.Throws<MnistPSException>(() => Measure(copies)).ErrorId);

    private ModelEvaluation Measure(int copies) =>
        ModelEvaluation.Measure(_model, ModelSamples.Match(_model, _data), _model.Outputs, copies: copies)[0];

    private static DenseModel CreateModel()
    {
        var model = DenseModel.Create(784, [16], 10, ActivationCatalog.Get(ActivationKind.ReLU), seed: 1);
        model.Compilation = new Compilation(model, [new CategoricalCrossentropy()], new SGD());
        return model;
    }
}
