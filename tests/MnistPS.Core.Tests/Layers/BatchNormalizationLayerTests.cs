using MnistPS.Layers;
using MnistPS.Models;
using MnistPS.Numerics;
using MnistPS.Tests.Numerics;

namespace MnistPS.Tests.Layers;

public class BatchNormalizationLayerTests
{
    // Column 1: mean 3, variance 8/3 (with the divisor 3). Column 2: mean 10, variance 0.
    private static readonly Matrix s_input = MatrixText.Of([1, 10], [3, 10], [5, 10]);

    [Fact]
    public void While_training_each_feature_is_normalized_by_the_batch()
    {
        var probe = new LayerProbe(inbound => new BatchNormalizationLayer(inbound), s_input);
        var deviation = Math.Sqrt((8.0 / 3) + 0.001);
        MatrixText.AssertClose([-2 / deviation, 0, 0, 0, 2 / deviation, 0], probe.Forward().Span);
    }

    [Fact]
    public void Gamma_and_beta_set_deviation_and_mean()
    {
        var probe = new LayerProbe(inbound => new BatchNormalizationLayer(inbound), s_input);
        var layer = (BatchNormalizationLayer)probe.Layer;
        MatrixText.Of([2, 1]).Span.CopyTo(layer.Gamma.Value.Span);
        MatrixText.Of([7, -1]).Span.CopyTo(layer.Beta.Value.Span);
        var deviation = Math.Sqrt((8.0 / 3) + 0.001);
        MatrixText.AssertClose(
            [7 - (4 / deviation), -1, 7, -1, 7 + (4 / deviation), -1], probe.Forward().Span);
    }

    [Fact]
    public void Moving_means_follow_the_batches_by_one_percent()
    {
        var probe = new LayerProbe(inbound => new BatchNormalizationLayer(inbound), s_input);
        var layer = (BatchNormalizationLayer)probe.Layer;
        probe.Forward();
        MatrixText.AssertClose([0.03, 0.1], layer.MovingMean.Value.Span);
        MatrixText.AssertClose([0.99 + (0.01 * 8 / 3), 0.99], layer.MovingVariance.Value.Span);
        probe.Forward();
        MatrixText.AssertClose([(0.99 * 0.03) + 0.03, (0.99 * 0.1) + 0.1], layer.MovingMean.Value.Span);
    }

    [Fact]
    public void In_use_the_moving_means_normalize()
    {
        var probe = new LayerProbe(inbound => new BatchNormalizationLayer(inbound), s_input, training: false);
        var layer = (BatchNormalizationLayer)probe.Layer;
        MatrixText.Of([2, 8]).Span.CopyTo(layer.MovingMean.Value.Span);
        MatrixText.Of([4, 0.25f]).Span.CopyTo(layer.MovingVariance.Value.Span);
        MatrixText.Of([3, 1]).Span.CopyTo(layer.Gamma.Value.Span);
        MatrixText.Of([0, 5]).Span.CopyTo(layer.Beta.Value.Span);
        var (first, second) = (3 / Math.Sqrt(4.001), 2 / Math.Sqrt(0.251));
        MatrixText.AssertClose(
            [-first, 5 + second, first, 5 + second, 3 * first, 5 + second], probe.Forward().Span);
        MatrixText.AssertClose([2.0, 8], layer.MovingMean.Value.Span, 0);
    }

    [Fact]
    public void Gradients_are_the_differences_of_the_formula()
    {
        var input = MatrixText.Random(7, 3);
        var weights = MatrixText.Random(7, 3, seed: 2);
        var probe = new LayerProbe(inbound => new BatchNormalizationLayer(inbound), input);
        var layer = (BatchNormalizationLayer)probe.Layer;
        MatrixText.Of([1.5f, -0.5f, 2]).Span.CopyTo(layer.Gamma.Value.Span);
        probe.Forward();
        var gradient = probe.Backward(weights)[0];

        var expected = new double[input.Length];
        for (var i = 0; i < expected.Length; i++)
            expected[i] = (Sum(input, weights, layer, i, 1e-5) - Sum(input, weights, layer, i, -1e-5)) / 2e-5;
        MatrixText.AssertClose(expected, gradient.Span);
        for (var feature = 0; feature < 3; feature++)
        {
            Assert.Equal(Enumerable.Range(0, 7).Sum(row => weights.Row(row)[feature]), probe.GradientOf(layer.Beta).Span[feature], 1e-5f);
            Assert.Equal(
                Enumerable.Range(0, 7).Sum(row => weights.Row(row)[feature] * Normalized(input, row, feature)),
                probe.GradientOf(layer.Gamma).Span[feature],
                1e-5);
        }
    }

    [Fact]
    public void Features_are_the_last_axis_and_all_others_count_as_samples()
    {
        var input = new InputLayer(new Shape(3, 2));
        var layer = new BatchNormalizationLayer(input);
        var model = new DenseModel([layer], seed: 1);
        Assert.Equal("(2)", layer.Gamma.Shape.ToString());
        var workspace = new ModelWorkspace(model, 1, training: true);
        s_input.Span.CopyTo(workspace.Inputs[0].Span);
        workspace.Forward();
        var deviation = Math.Sqrt((8.0 / 3) + 0.001);
        MatrixText.AssertClose([-2 / deviation, 0, 0, 0, 2 / deviation, 0], workspace.Outputs[0].Output.Span);
    }

    [Fact]
    public void Moving_means_are_not_trained()
    {
        var layer = new BatchNormalizationLayer(new InputLayer(new Shape(2)));
        Assert.Equal(["gamma", "beta", "moving_mean", "moving_variance"], layer.Parameters.Select(parameter => parameter.Name));
        Assert.Equal([true, true, false, false], layer.Parameters.Select(parameter => parameter.Trainable));
    }

    [Theory]
    [InlineData(1.5f, 0.001f, "Momentum")]
    [InlineData(-0.1f, 0.001f, "Momentum")]
    [InlineData(0.9f, 0f, "Epsilon")]
    public void Settings_out_of_range_are_refused(float momentum, float epsilon, string named)
    {
        var options = new BatchNormalizationOptions { Momentum = momentum, Epsilon = epsilon };
        var error = Assert.Throws<MnistPSException>(
            () => new BatchNormalizationLayer(new InputLayer(new Shape(2)), options));
        Assert.Equal("BatchNormalizationOutOfRange", error.ErrorId);
        Assert.Contains(named, error.Message, StringComparison.Ordinal);
    }

    // Σ weight·(γ·x̂), in double, with one input moved.
    private static double Sum(Matrix input, Matrix weights, BatchNormalizationLayer layer, int moved, double step)
    {
        var sum = 0.0;
        for (var row = 0; row < input.Rows; row++)
        {
            for (var feature = 0; feature < input.Columns; feature++)
                sum += weights.Row(row)[feature] * layer.Gamma.Value.Span[feature]
                    * Normalized(input, row, feature, moved, step);
        }

        return sum;
    }

    private static double Normalized(Matrix input, int row, int feature, int moved = -1, double step = 0)
    {
        double At(int r) => input.Row(r)[feature] + ((r * input.Columns) + feature == moved ? step : 0);
        var values = Enumerable.Range(0, input.Rows).Select(At).ToArray();
        var mean = values.Average();
        return (values[row] - mean) / Math.Sqrt(values.Average(value => (value - mean) * (value - mean)) + 0.001);
    }
}
