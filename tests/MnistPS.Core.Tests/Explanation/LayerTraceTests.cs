using MnistPS.Data;
using MnistPS.Explanation;

namespace MnistPS.Tests.Explanation;

/// <summary>A sample on its way through the layers, against numbers that were computed by hand.</summary>
public sealed class LayerTraceTests
{
    [Fact]
    public void Each_layer_tells_what_it_reads_what_comes_before_its_activation_and_what_it_puts_out()
    {
        var trace = LayerTrace.Follow(SmallModels.TwoLayers(), [1, 2]);

        Assert.Equal(["x", "hidden", "y"], trace.Select(layer => layer.Name));
        Assert.Equal([1, 2], trace[0].Output);
        Assert.Empty(trace[0].Input);
        Assert.Null(trace[0].PreActivation);

        // 1·1 + 2·2 + 0.5 = 5.5; 1·(−1) + 2·0.5 − 3 = −3.
        Assert.Equal([1, 2], trace[1].Input);
        Assert.Equal([5.5f, -3], trace[1].PreActivation!);
        Assert.Equal([5.5f, 0], trace[1].Output);
        Assert.Equal(("relu", 0.5, 2.75), (trace[1].Activation, trace[1].ZeroShare, trace[1].Mean));

        // 5.5·2 + 0·7 + 1 = 12.
        Assert.Equal([12], trace[2].Output);
        Assert.Equal(["hidden"], trace[2].ReadsFrom);
    }

    [Fact]
    public void A_sample_of_another_size_is_refused()
    {
        var error = Assert.Throws<MnistPSException>(() => LayerTrace.Follow(SmallModels.TwoLayers(), [1, 2, 3]));

        Assert.Equal("InputShapeMismatch", error.ErrorId);
        Assert.Contains("'x' reads 2 values; 3 were given", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_become_numbers_from_0_to_1_and_other_numbers_stay()
    {
        Assert.Equal([0, 1], SampleValues.Read(new byte[] { 0, 255 }));
        Assert.Equal([0, 1], SampleValues.Read(new byte[,] { { 0 }, { 255 } }));
        Assert.Equal([0, 1], SampleValues.Read(new DigitImage([0, 255], 1, 2)));
        Assert.Equal([0, 255], SampleValues.Read(new object[] { 0, 255.0 }));
    }
}
