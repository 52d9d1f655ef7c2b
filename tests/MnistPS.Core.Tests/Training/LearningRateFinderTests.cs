using MnistPS.Data;
using MnistPS.Layers.Activations;
using MnistPS.Losses;
using MnistPS.Models;
using MnistPS.Optimizers;
using MnistPS.Prediction;
using MnistPS.Training;

namespace MnistPS.Tests.Training;

public sealed class LearningRateFinderTests
{
    private static readonly DigitDataset s_data = DrawnDataset.Draw(MnistSplits.Train, 100, seed: 1);

    [Fact]
    public void Rates_grow_by_the_same_factor_over_several_epochs_up_to_the_last()
    {
        // 100 samples in batches of 32 are 4 steps an epoch: 11 steps end within the third.
        var options = Options() with { Minimum = 1e-6, Maximum = 1e-4, Steps = 11 };
        var points = LearningRateFinder.Run(CreateModel(), Samples(), options).Points;

        Assert.Equal(11, points.Count);
        Assert.Equal(1e-6, points[0].LearningRate, 1e-12);
        Assert.Equal(1e-5, points[5].LearningRate, 1e-12);
        Assert.Equal(1e-4, points[10].LearningRate, 1e-12);
    }

    [Fact]
    public void The_loss_of_a_step_is_that_of_its_batch_alone()
    {
        // So small a rate changes nothing: two batches are the data, and so are the two of the second epoch.
        var options = Options() with { Minimum = 1e-30, Maximum = 2e-30, Steps = 4, BatchSize = 50 };
        var points = LearningRateFinder.Run(CreateModel(), Samples(), options).Points;
        var whole = LearningRateFinder.Run(CreateModel(), Samples(), options with { BatchSize = 100 }).Points;

        Assert.Equal(whole[0].Loss, (points[0].Loss + points[1].Loss) / 2, 1e-6);
        Assert.Equal(points[0].Loss + points[1].Loss, points[2].Loss + points[3].Loss, 1e-6);
    }

    [Fact]
    public void It_ends_when_the_loss_diverges()
    {
        var options = Options() with { Minimum = 0.01, Maximum = 1e6, Steps = 200 };
        var points = LearningRateFinder.Run(CreateModel(), Samples(), options).Points;

        var best = points.Min(point => point.SmoothedLoss);
        Assert.InRange(points.Count, 3, 199);
        Assert.True(points[^1].SmoothedLoss > 4 * best);
        Assert.All(points.SkipLast(1), point => Assert.True(point.SmoothedLoss <= 4 * points[0].SmoothedLoss));
    }

    [Fact]
    public void Afterwards_model_and_optimizer_are_as_they_were()
    {
        var model = CreateModel();
        new Trainer(model, Samples(), new TrainingOptions { Seed = 1 }).Run();
        var optimizer = model.Compilation!.Optimizer;
        var before = State(model);
        var (rate, iterations) = (optimizer.LearningRate, optimizer.Iterations);

        LearningRateFinder.Run(model, Samples(), Options());

        Assert.Equal(before, State(model));
        Assert.Equal((rate, iterations), (optimizer.LearningRate, optimizer.Iterations));
    }

    [Theory]
    [InlineData(0, 1, 100, nameof(LearningRateFinderOptions.Minimum))]
    [InlineData(1, 1, 100, nameof(LearningRateFinderOptions.Maximum))]
    [InlineData(1, double.NaN, 100, nameof(LearningRateFinderOptions.Maximum))]
    [InlineData(1, 2, 2, nameof(LearningRateFinderOptions.Steps))]
    public void A_setting_out_of_range_is_refused_by_its_name(double minimum, double maximum, int steps, string name)
    {
        var options = Options() with { Minimum = minimum, Maximum = maximum, Steps = steps };
        var error = Assert.Throws<MnistPSException>(() => LearningRateFinder.Run(CreateModel(), Samples(), options));

        Assert.Equal("TrainingSettingOutOfRange", error.ErrorId);
        Assert.StartsWith(name, error.Message, StringComparison.Ordinal);
    }

    private static LearningRateFinderOptions Options() => new() { Seed = 1, ThreadCount = 1 };

    private static SampleSet Samples() => ModelSamples.Match(CreateModel(), s_data);

    private static DenseModel CreateModel()
    {
        var model = DenseModel.Create(784, [8], 10, ActivationCatalog.Get(ActivationKind.ReLU), seed: 2);
        model.Compilation = new Compilation(model, [new CategoricalCrossentropy()], new Adam());
        return model;
    }

    private static float[] State(DenseModel model) =>
    [
        .. model.Parameters.SelectMany(parameter => parameter.Value.Span.ToArray()),
        .. model.Compilation!.Optimizer.Slots.SelectMany(slot => slot.Span.ToArray()),
    ];
}
