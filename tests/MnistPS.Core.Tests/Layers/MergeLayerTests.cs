using MnistPS.Layers;
using MnistPS.Models;
using MnistPS.Numerics;
using MnistPS.Tests.Numerics;

namespace MnistPS.Tests.Layers;

public class MergeLayerTests
{
    [Fact]
    public void Add_sums_and_hands_the_gradient_to_each()
    {
        var probe = new LayerProbe(
            inbound => new AddLayer(inbound), [MatrixText.Of([1, 2]), MatrixText.Of([10, 20]), MatrixText.Of([100, 200])]);
        MatrixText.AssertClose([111.0, 222], probe.Forward().Span, 0);
        foreach (var gradient in probe.Backward(MatrixText.Of([3, 4])))
            MatrixText.AssertClose([3.0, 4], gradient.Span, 0);
    }

    [Fact]
    public void The_same_layer_twice_counts_twice()
    {
        var probe = new LayerProbe(inbound => new AddLayer([inbound, inbound]), MatrixText.Of([1, 2]));
        MatrixText.AssertClose([2.0, 4], probe.Forward().Span, 0);
        MatrixText.AssertClose([6.0, 8], probe.Backward(MatrixText.Of([3, 4]))[0].Span, 0);
    }

    [Fact]
    public void Concatenate_puts_one_after_the_other()
    {
        var probe = new LayerProbe(
            inbound => new ConcatenateLayer(inbound), [MatrixText.Of([1, 2], [3, 4]), MatrixText.Of([5], [6])]);
        MatrixText.AssertClose([1.0, 2, 5, 3, 4, 6], probe.Forward().Span, 0);
        var gradients = probe.Backward(MatrixText.Of([10, 20, 30], [40, 50, 60]));
        MatrixText.AssertClose([10.0, 20, 40, 50], gradients[0].Span, 0);
        MatrixText.AssertClose([30.0, 60], gradients[1].Span, 0);
    }

    [Fact]
    public void Concatenating_a_layer_with_itself_sums_both_gradients()
    {
        var probe = new LayerProbe(inbound => new ConcatenateLayer([inbound, inbound]), MatrixText.Of([1, 2]));
        MatrixText.AssertClose([1.0, 2, 1, 2], probe.Forward().Span, 0);
        MatrixText.AssertClose([40.0, 60], probe.Backward(MatrixText.Of([10, 20, 30, 40]))[0].Span, 0);
    }

    [Fact]
    public void Concatenate_joins_along_the_last_axis()
    {
        var (left, right) = (new InputLayer(new Shape(2, 1)), new InputLayer(new Shape(2, 2)));
        var layer = new ConcatenateLayer([left, right]);
        Assert.Equal(new Shape(2, 3), layer.OutputShape);
        var workspace = new ModelWorkspace(new DenseModel([left, right], [layer], seed: 1), 1, training: false);
        MatrixText.Of([1, 2]).Span.CopyTo(workspace.Inputs[0].Span);
        MatrixText.Of([3, 4, 5, 6]).Span.CopyTo(workspace.Inputs[1].Span);
        workspace.Forward();
        MatrixText.AssertClose([1.0, 3, 4, 2, 5, 6], workspace.Outputs[0].Output.Span, 0);
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_refused_by_name()
    {
        var (left, right) = (new InputLayer(new Shape(3), "left"), new InputLayer(new Shape(4), "right"));
        var error = Assert.Throws<MnistPSException>(() => new AddLayer([left, right]));
        Assert.Equal("MergeShapeMismatch", error.ErrorId);
        Assert.Contains("'left' (3), 'right' (4)", error.Message, StringComparison.Ordinal);

        var image = new InputLayer(new Shape(2, 3), "image");
        Assert.Equal(
            "MergeShapeMismatch", Assert.Throws<MnistPSException>(() => new ConcatenateLayer([left, image])).ErrorId);
    }

    [Fact]
    public void One_layer_alone_cannot_be_merged()
    {
        var input = new InputLayer(new Shape(3));
        Assert.Equal("MergeInputTooFew", Assert.Throws<MnistPSException>(() => new AddLayer([input])).ErrorId);
        Assert.Equal("MergeInputTooFew", Assert.Throws<MnistPSException>(() => new ConcatenateLayer([input])).ErrorId);
    }
}
