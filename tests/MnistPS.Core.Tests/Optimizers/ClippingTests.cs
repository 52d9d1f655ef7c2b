using MnistPS.Numerics;
using MnistPS.Optimizers;
using MnistPS.Settings;

namespace MnistPS.Tests.Optimizers;

public sealed class ClippingTests
{
    // Two variables: the first one's gradient is 5 long, the second one's 12, both together 13.
    private readonly Matrix _gradients = new(1, 2 * Matrix.Alignment);

    public ClippingTests()
    {
        (_gradients.Span[0], _gradients.Span[1]) = (3, -4);
        _gradients.Span[Matrix.Alignment] = 12;
    }

    [Fact]
    public void By_norm_each_variable_is_shortened_on_its_own() =>
        AssertClipped(new SGD { LearningRate = 1, ClipNorm = 6 }, 3, -4, 6);

    [Fact]
    public void By_global_norm_all_are_shortened_alike() =>
        AssertClipped(new SGD { LearningRate = 1, GlobalClipNorm = 6.5f }, 1.5, -2, 6);

    [Fact]
    public void By_value_each_number_is_cut_off() =>
        AssertClipped(new SGD { LearningRate = 1, ClipValue = 3.5f }, 3, -3.5, 3.5);

    [Fact]
    public void Short_gradients_stay() =>
        AssertClipped(new SGD { LearningRate = 1, GlobalClipNorm = 13.5f }, 3, -4, 12);

    [Fact]
    public void Several_limits_at_once_are_refused() => Assert.Equal(
        "ClippingAmbiguous",
        Assert.Throws<MnistPSException>(
            () => SettingList.Check(new SGD { ClipNorm = 1, ClipValue = 1 })).ErrorId);

    [Fact]
    public void A_limit_of_zero_is_refused_by_name()
    {
        var error = Assert.Throws<MnistPSException>(() => SettingList.Check(new SGD { GlobalClipNorm = 0 }));
        Assert.Equal("OptimizerSettingOutOfRange", error.ErrorId);
        Assert.Contains("GlobalClipNorm", error.Message, StringComparison.Ordinal);
    }

    private void AssertClipped(SGD optimizer, double first, double second, double third)
    {
        var weights = new Matrix(1, _gradients.Length);
        Matrix[] variables =
            [_gradients.View(0, 1, Matrix.Alignment), _gradients.View(Matrix.Alignment, 1, Matrix.Alignment)];
        optimizer.Step(weights, _gradients, variables);
        Assert.Equal(-first, weights.Span[0], 1e-6);
        Assert.Equal(-second, weights.Span[1], 1e-6);
        Assert.Equal(-third, weights.Span[Matrix.Alignment], 1e-6);
    }
}
