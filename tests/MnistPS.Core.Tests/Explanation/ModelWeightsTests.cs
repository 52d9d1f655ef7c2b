using MnistPS.Explanation;

namespace MnistPS.Tests.Explanation;

/// <summary>Weights are read and written by the names of the layers.</summary>
public sealed class ModelWeightsTests
{
    [Fact]
    public void A_kernel_is_a_matrix_and_a_bias_is_a_vector()
    {
        var weights = ModelWeights.Read(SmallModels.TwoLayers().GetLayer("hidden"));

        Assert.Equal(["kernel", "bias"], weights.Select(weight => weight.Name));
        Assert.Equal(new[,] { { 1, -1 }, { 2, 0.5f } }, weights[0].Values);
        Assert.Equal(new[] { 0.5f, -3 }, weights[1].Values);
        Assert.Equal("hidden kernel (2, 2)", weights[0].ToString());
    }

    [Fact]
    public void Weights_tell_what_their_numbers_are_like()
    {
        var bias = ModelWeights.Read(SmallModels.TwoLayers().GetLayer("hidden"))[1];

        Assert.Equal((-3, 0.5f), (bias.Minimum, bias.Maximum));
        Assert.Equal(-1.25, bias.Mean);
        Assert.Equal(1.75, bias.StandardDeviation);
        Assert.Equal(Math.Sqrt(9.25), bias.Norm);
    }

    [Fact]
    public void What_was_read_is_a_copy()
    {
        var model = SmallModels.TwoLayers();
        var before = (float[])ModelWeights.Read(model.GetLayer("hidden"))[1].Values;

        ModelWeights.Write(model, "hidden", "bias", 7);

        Assert.Equal([0.5f, -3], before);
        Assert.Equal(new[] { 7f, 7 }, ModelWeights.Read(model.GetLayer("hidden"))[1].Values);
    }

    [Theory]
    [InlineData("HIDDEN", "Bias", null)]
    [InlineData("nope", "bias", "LayerNotFound")]
    [InlineData("hidden", "nope", "WeightNotFound")]
    [InlineData("x", "bias", "WeightNotFound")]
    public void Names_are_checked_and_case_does_not_matter(string layer, string name, string? expected)
    {
        var error = Record.Exception(() => ModelWeights.Write(SmallModels.TwoLayers(), layer, name, new[] { 1, 2 }));

        Assert.Equal(expected, (error as MnistPSException)?.ErrorId);
    }

    [Fact]
    public void A_value_of_another_shape_is_refused_with_both_shapes()
    {
        var error = Assert.Throws<MnistPSException>(
            () => ModelWeights.Write(SmallModels.TwoLayers(), "hidden", "kernel", new float[2, 3]));

        Assert.Equal("WeightShapeMismatch", error.ErrorId);
        Assert.Contains("has the shape (2, 2); the value has (2, 3)", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(1e300)]
    public void A_number_that_is_none_is_refused_and_nothing_changes(double number)
    {
        var model = SmallModels.TwoLayers();

        var error = Assert.Throws<MnistPSException>(() => ModelWeights.Write(model, "hidden", "bias", new[] { 1, number }));

        Assert.Equal("WeightNotFinite", error.ErrorId);
        Assert.Equal(new[] { 0.5f, -3 }, ModelWeights.Read(model.GetLayer("hidden"))[1].Values);
    }
}
