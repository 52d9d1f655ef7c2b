using MnistPS.Layers;
using MnistPS.Numerics;
using MnistPS.Tests.Numerics;

namespace MnistPS.Tests.Layers;

public class DropoutLayerTests
{
    [Theory]
    [InlineData(0.1f)]
    [InlineData(0.5f)]
    [InlineData(0.9f)]
    public void While_training_the_rate_is_dropped_and_the_rest_is_scaled_up(float rate)
    {
        var ones = new Matrix(200, 500);
        ones.Span.Fill(1);
        var probe = new LayerProbe(inbound => new DropoutLayer(inbound, rate), ones);
        var output = probe.Forward().Span.ToArray();
        Assert.Equal(rate, output.Count(value => value == 0) / 100_000.0, 0.01);
        Assert.All(output.Where(value => value != 0), value => Assert.Equal(1 / (1 - rate), value, 1e-4f));
    }

    [Fact]
    public void The_gradient_passes_where_the_number_has_passed()
    {
        var probe = new LayerProbe(inbound => new DropoutLayer(inbound, 0.5f), MatrixText.Random(20, 30));
        var output = probe.Forward();
        var ones = new Matrix(20, 30);
        ones.Span.Fill(1);
        var gradient = probe.Backward(ones)[0].Span.ToArray();
        Assert.Equal(output.Span.ToArray().Select(value => value == 0 ? 0f : 2f), gradient);
    }

    [Fact]
    public void Each_batch_drops_others_and_the_same_seed_drops_the_same()
    {
        var input = MatrixText.Random(20, 30);
        var probe = new LayerProbe(inbound => new DropoutLayer(inbound, 0.5f), input);
        var again = new LayerProbe(inbound => new DropoutLayer(inbound, 0.5f), input);
        var first = probe.Forward().Span.ToArray();
        Assert.Equal(first, again.Forward().Span.ToArray());
        Assert.NotEqual(first, probe.Forward().Span.ToArray());
    }

    [Fact]
    public void In_use_nothing_is_dropped_and_nothing_copied()
    {
        var input = MatrixText.Random(20, 30);
        var probe = new LayerProbe(inbound => new DropoutLayer(inbound, 0.5f), input, training: false);
        MatrixText.AssertClose(input.Span, probe.Forward().Span, 0);
    }

    [Theory]
    [InlineData(-0.1f)]
    [InlineData(1f)]
    [InlineData(float.NaN)]
    public void A_rate_that_is_no_probability_is_refused(float rate)
    {
        var error = Assert.Throws<MnistPSException>(() => new DropoutLayer(new InputLayer(new Shape(2)), rate));
        Assert.Equal("DropoutRateOutOfRange", error.ErrorId);
        Assert.Contains("Rate", error.Message, StringComparison.Ordinal);
    }
}
