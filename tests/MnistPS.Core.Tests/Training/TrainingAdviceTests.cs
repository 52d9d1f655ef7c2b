using MnistPS.Data;
using MnistPS.Layers;
using MnistPS.Layers.Activations;
using MnistPS.Losses;
using MnistPS.Models;
using MnistPS.Numerics;
using MnistPS.Optimizers;
using MnistPS.Prediction;
using MnistPS.Training;

namespace MnistPS.Tests.Training;

public sealed class TrainingAdviceTests
{
    private static readonly DigitDataset s_data = DrawnDataset.Draw(MnistSplits.Train, 200, seed: 1);

    [Fact]
    public void Ordinary_data_give_no_advice() => Assert.Empty(Advice(Plain(), s_data, new TrainingOptions { ValidationSplit = 0.2 }));

    [Fact]
    public void Data_sorted_by_label_with_a_validation_split_are_told_with_the_labels_that_are_not_learned()
    {
        var order = Enumerable.Range(0, 200).OrderBy(i => s_data.Labels.Span[i]).ToArray();
        var advice = Assert.Single(Advice(Plain(), s_data.Pick(order), new TrainingOptions { ValidationSplit = 0.25 }));

        var unseen = Assert.IsType<LabelsNotLearned>(advice);
        Assert.Contains(9, unseen.Labels);
        Assert.Equal(50, unseen.ValidationCount);
    }

    [Fact]
    public void A_validation_dataset_of_other_labels_is_told_too()
    {
        int[] ones = [.. Enumerable.Range(0, 200).Where(i => s_data.Labels.Span[i] == 1)];
        int[] others = [.. Enumerable.Range(0, 200).Except(ones)];
        var model = Plain();
        var options = new TrainingOptions { Validation = ModelSamples.Match(model, s_data.Pick(ones)) };

        var advice = Assert.Single(Advice(model, s_data.Pick(others), options));
        Assert.Equal([1], Assert.IsType<LabelsNotLearned>(advice).Labels);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(199, false)]
    public void A_single_sample_is_not_normalized_in_silence(int batchSize, bool everyBatch)
    {
        var advice = Assert.Single(Advice(Normalized(), s_data, new TrainingOptions { BatchSize = batchSize }));
        Assert.Equal(everyBatch, Assert.IsType<LoneSampleNormalized>(advice).EveryBatch);
        Assert.Empty(Advice(Plain(), s_data, new TrainingOptions { BatchSize = batchSize }));
        Assert.Empty(Advice(Normalized(), s_data, new TrainingOptions { BatchSize = 100 }));
    }

    [Theory]
    [InlineData(16, true)]
    [InlineData(1, true)]
    [InlineData(254, false)]
    public void Pixels_of_0_to_16_are_told_to_be_almost_black(byte largest, bool told)
    {
        var pixels = new byte[784 * 2];
        pixels[1000] = largest;
        var advice = Advice(Plain(), new DigitDataset(pixels, new byte[] { 1, 2 }, 28, 28), new TrainingOptions());

        Assert.Equal(told ? [new PixelsDark(largest)] : [], advice);
    }

    private static IReadOnlyList<TrainingAdvice> Advice(DenseModel model, DigitDataset data, TrainingOptions options) =>
        new Trainer(model, ModelSamples.Match(model, data), options).Advice;

    private static DenseModel Plain() => Compile(DenseModel.Create(784, [4], 10, ActivationCatalog.Get(ActivationKind.ReLU)));

    private static DenseModel Normalized()
    {
        var hidden = new BatchNormalizationLayer(new DenseLayer(new InputLayer(new Shape(784)), 4));
        return Compile(new DenseModel([new DenseLayer(hidden, 10, new DenseOptions { Activation = ActivationCatalog.Get(ActivationKind.Softmax) })]));
    }

    private static DenseModel Compile(DenseModel model)
    {
        model.Compilation = new Compilation(model, [new CategoricalCrossentropy()], new Adam());
        return model;
    }
}
