using MnistPS.Layers;
using MnistPS.Layers.Activations;
using MnistPS.Models;
using MnistPS.Numerics;
using MnistPS.Tests.Numerics;

namespace MnistPS.Tests.Layers;

/// <summary>Activation, flatten, rescaling and noise.</summary>
public class SimpleLayerTests
{
    [Fact]
    public void An_activation_layer_activates_and_hands_the_slope_back()
    {
        var probe = new LayerProbe(
            inbound => new ActivationLayer(inbound, ActivationCatalog.Get(ActivationKind.LeakyReLU)), MatrixText.Of([-1, 2]));
        MatrixText.AssertClose([-0.2, 2], probe.Forward().Span, 1e-7);
        MatrixText.AssertClose([0.6, 5], probe.Backward(MatrixText.Of([3, 5]))[0].Span, 1e-7);
    }

    [Fact]
    public void An_activation_layer_leaves_what_it_reads_for_others()
    {
        // x goes to sigmoid(x) + x: in-place computation would spoil the sum.
        var probe = new LayerProbe(
            inbound => new AddLayer([new ActivationLayer(inbound, ActivationCatalog.Get(ActivationKind.Tanh)), inbound]),
            MatrixText.Of([0.5f]));
        var (y, slope) = (Math.Tanh(0.5), 1 - Math.Pow(Math.Tanh(0.5), 2));
        MatrixText.AssertClose([y + 0.5], probe.Forward().Span);
        MatrixText.AssertClose([slope + 1], probe.Backward(MatrixText.Of([1]))[0].Span);
    }

    [Fact]
    public void Flatten_makes_one_axis_and_shares_the_memory()
    {
        var input = new InputLayer(new Shape(2, 3));
        var layer = new FlattenLayer(input);
        Assert.Equal(new Shape(6), layer.OutputShape);
        var workspace = new ModelWorkspace(new DenseModel([layer], seed: 1), 4, training: false);
        Assert.Same(workspace.Inputs[0], workspace.Outputs[0].Output);
    }

    [Fact]
    public void Flatten_hands_the_gradient_back()
    {
        var probe = new LayerProbe(inbound => new FlattenLayer(inbound), MatrixText.Of([1, 2]));
        MatrixText.AssertClose([1.0, 2], probe.Forward().Span, 0);
        MatrixText.AssertClose([3.0, 4], probe.Backward(MatrixText.Of([3, 4]))[0].Span, 0);
    }

    [Fact]
    public void Rescaling_multiplies_and_adds()
    {
        var probe = new LayerProbe(inbound => new RescalingLayer(inbound, 2, -1), MatrixText.Of([0, 0.5f, 1]));
        MatrixText.AssertClose([-1.0, 0, 1], probe.Forward().Span, 0);
        MatrixText.AssertClose([2.0, 4, 6], probe.Backward(MatrixText.Of([1, 2, 3]))[0].Span, 0);
    }

    [Theory]
    [InlineData(float.NaN, 0)]
    [InlineData(1, float.PositiveInfinity)]
    public void Rescaling_by_something_infinite_is_refused(float scale, float offset) => Assert.Equal(
        "RescalingOutOfRange",
        Assert.Throws<MnistPSException>(() => new RescalingLayer(new InputLayer(new Shape(1)), scale, offset)).ErrorId);

    [Fact]
    public void Noise_is_normal_with_its_standard_deviation_while_training()
    {
        var input = new Matrix(300, 301);
        input.Span.Fill(5);
        var probe = new LayerProbe(inbound => new GaussianNoiseLayer(inbound, 0.5f), input);
        var noise = probe.Forward().Span.ToArray().Select(value => (value - 5) / 0.5).ToArray();
        Assert.Equal(0, noise.Average(), 0.02);
        Assert.Equal(1, noise.Average(value => value * value), 0.02);
        Assert.Equal(3, noise.Average(value => Math.Pow(value, 4)), 0.1);
        Assert.Equal(0.6827, noise.Count(value => Math.Abs(value) < 1) / (double)noise.Length, 0.01);
    }

    [Fact]
    public void Noise_leaves_the_gradient_and_in_use_the_numbers()
    {
        var input = MatrixText.Of([1, 2]);
        var training = new LayerProbe(inbound => new GaussianNoiseLayer(inbound, 0.5f), input);
        training.Forward();
        MatrixText.AssertClose([3.0, 4], training.Backward(MatrixText.Of([3, 4]))[0].Span, 0);
        var use = new LayerProbe(inbound => new GaussianNoiseLayer(inbound, 0.5f), input, training: false);
        MatrixText.AssertClose([1.0, 2], use.Forward().Span, 0);
    }

    [Fact]
    public void Noise_of_a_negative_size_is_refused() => Assert.Equal(
        "NoiseOutOfRange",
        Assert.Throws<MnistPSException>(() => new GaussianNoiseLayer(new InputLayer(new Shape(1)), -1)).ErrorId);
}
