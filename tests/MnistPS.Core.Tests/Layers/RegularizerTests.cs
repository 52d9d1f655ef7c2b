using MnistPS.Layers;
using MnistPS.Tests.Numerics;

namespace MnistPS.Tests.Layers;

public class RegularizerTests
{
    private static readonly float[] s_weights = [0.5f, -2, 0, 3];

    [Theory]
    [InlineData(0.1f, 0, 0.55)] // 0.1·(0.5 + 2 + 3)
    [InlineData(0, 0.01f, 0.1325)] // 0.01·(0.25 + 4 + 9)
    [InlineData(0.1f, 0.01f, 0.6825)]
    public void The_penalty_is_the_sum_of_absolute_values_and_squares(float l1, float l2, double expected) =>
        Assert.Equal(expected, new Regularizer(l1, l2).Penalty(s_weights), 1e-6);

    [Fact]
    public void Its_gradient_is_added()
    {
        float[] gradient = [1, 1, 1, 1];
        new Regularizer(0.1f, 0.01f).AddGradient(s_weights, gradient);

        // 1 + l1·sign(w) + 2·l2·w
        MatrixText.AssertClose([1.11, 0.86, 1, 1.16], gradient, 1e-6);
    }
}
