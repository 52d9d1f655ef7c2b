using MnistPS.Layers;
using MnistPS.Losses;
using MnistPS.Numerics;
using MnistPS.Tests.Numerics;

namespace MnistPS.Tests.Losses;

/// <summary>Each loss and its gradient against the formula in double, for outputs and logits of every size that float32 has.</summary>
public class LossRangeTests
{
    private const int Classes = 10;
    private static readonly double[] s_shares = [1, -1, 0.5, -2, 0.25, 0, 3, -0.125, 0.75, -3];
    private static readonly double[] s_sizes =
        [0, .. Enumerable.Range(-30, 69).Select(power => Math.Pow(10, power) * (power == 38 ? 1.1 : 1))];

    private static readonly float s_epsilon = Loss.Epsilon;

    [Theory]
    [InlineData(0)]
    [InlineData(0.1f)]
    public void Categorical_crossentropy_of_logits(float smoothing) => AssertFollows(
        new CategoricalCrossentropy { LabelSmoothing = smoothing, FromLogits = true },
        s_shares,
        (z, y) =>
        {
            var target = Smooth(y, smoothing);
            var logTotal = z.Max() + Math.Log(z.Sum(logit => Math.Exp(logit - z.Max())));
            return (
                target.Zip(z, (wanted, logit) => wanted == 0 ? 0 : wanted * (logTotal - logit)).Sum(),
                [.. z.Select((logit, i) => (Math.Exp(logit - logTotal) * target.Sum()) - target[i])]);
        });

    [Theory]
    [InlineData(0)]
    [InlineData(0.1f)]
    public void Categorical_crossentropy_of_probabilities(float smoothing) => AssertFollows(
        new CategoricalCrossentropy { LabelSmoothing = smoothing },
        [.. s_shares.Select(Math.Abs)],
        (q, y) =>
        {
            var target = Smooth(y, smoothing);
            var total = q.Sum();
            if (total == 0)
                return null;
            var p = q.Select(output => Math.Clamp(output / total, s_epsilon, 1 - s_epsilon)).ToArray();
            var slope = q.Select((output, i) => p[i] == output / total ? -target[i] / p[i] : 0).ToArray();
            var weighted = q.Select((output, i) => output / total * slope[i]).Sum();
            return (
                -target.Zip(p, (wanted, share) => wanted * Math.Log(share)).Sum(),
                [.. slope.Select(one => (one - weighted) / total)]);
        });

    [Theory]
    [InlineData(0)]
    [InlineData(0.2f)]
    public void Binary_crossentropy_of_logits(float smoothing) => AssertFollows(
        new BinaryCrossentropy { LabelSmoothing = smoothing, FromLogits = true },
        s_shares,
        (z, y) =>
        {
            var target = y.Select(wanted => (float)((float)wanted * (1 - smoothing)) + (smoothing / 2)).ToArray();
            return (
                z.Select((logit, i) => (Math.Abs(logit) * (logit > 0 ? 1 - target[i] : target[i]))
                    + Math.Log(1 + Math.Exp(-Math.Abs(logit)))).Average(),
                [.. z.Select((logit, i) => ((1 / (1 + Math.Exp(-logit))) - target[i]) / Classes)]);
        });

    [Theory]
    [InlineData(0)]
    [InlineData(0.2f)]
    public void Binary_crossentropy_of_probabilities(float smoothing)
    {
        float[] outputs = [0, 1e-30f, 1e-10f, 1e-7f, 1e-3f, 0.5f, 0.999f, 0.9999999f, 1, 2];
        foreach (var wanted in new[] { 0f, 1 })
        {
            var target = (wanted * (1 - smoothing)) + (smoothing / 2);
            var p = outputs.Select(output => (double)Math.Clamp(output, s_epsilon, 1 - s_epsilon)).ToArray();
            var gradient = new Matrix(1, Classes);
            var loss = new BinaryCrossentropy { LabelSmoothing = smoothing }.Evaluate(
                MatrixText.Of(outputs), false, MatrixText.Of([.. Enumerable.Repeat(wanted, Classes)]), [], gradient);
            Assert.Equal(p.Average(share => -(target * Math.Log(share)) - ((1 - target) * Math.Log(1 - share))), loss, 1e-5);
            MatrixText.AssertClose(
                [.. p.Select((share, i) => share == outputs[i] ? (share - target) / (share * (1 - share)) / Classes : 0)],
                gradient.Span,
                2e-6);
        }
    }

    [Fact]
    public void Mean_squared_error() => AssertFollows(
        new MeanSquaredError(),
        s_shares,
        (p, y) => (
            p.Zip(y, (output, wanted) => (output - wanted) * (output - wanted)).Average(),
            [.. p.Zip(y, (output, wanted) => 2 * (output - wanted) / Classes)]));

    [Theory]
    [InlineData(1)]
    [InlineData(1e-20f)]
    [InlineData(1e20f)]
    public void Huber(float delta) => AssertFollows(
        new Huber { Delta = delta },
        s_shares,
        (p, y) => (
            p.Zip(y, (output, wanted) => Math.Abs(output - wanted) is var e && e <= delta ? e * e / 2 : delta * (e - (delta / 2))).Average(),
            [.. p.Zip(y, (output, wanted) => Math.Clamp(output - wanted, -delta, delta) / Classes)]));

    [Fact]
    public void A_logit_of_minus_infinity_means_a_class_that_cannot_be()
    {
        var gradient = new Matrix(1, 3);
        var loss = new CategoricalCrossentropy { FromLogits = true }.Evaluate(
            MatrixText.Of([0, 0, float.NegativeInfinity]), false, MatrixText.Of([1, 0, 0]), [], gradient);
        Assert.Equal(Math.Log(2), loss, 1e-7);
        MatrixText.AssertClose([-0.5, 0.5, 0], gradient.Span, 1e-7);
    }

    [Fact]
    public void A_penalty_on_huge_weights_is_a_number()
    {
        float[] weights = [.. Enumerable.Repeat(1e30f, 37)];
        var penalty = new Regularizer(1, 1).Penalty(weights);
        Assert.Equal(1, penalty / (37 * ((double)1e30f + ((double)1e30f * 1e30f))), 1e-6);
    }

    // For each size, with each class as the right one in turn; null stands for what has no value in double either.
    private static void AssertFollows(
        Loss loss, double[] shares, Func<double[], double[], (double Loss, double[] Gradient)?> formula)
    {
        foreach (var size in s_sizes)
        {
            for (var right = 0; right < Classes; right++)
            {
                float[] outputs = [.. shares.Select(share => (float)(share * size))];
                var target = new float[Classes];
                target[right] = 1;
                if (formula([.. outputs.Select(output => (double)output)], [.. target.Select(wanted => (double)wanted)]) is not { } expected)
                    continue;
                var gradient = new Matrix(1, Classes);
                var actual = loss.Evaluate(MatrixText.Of(outputs), false, MatrixText.Of(target), [], gradient);
                Assert.True(
                    Math.Abs(expected.Loss - actual) <= 2e-6 * Math.Max(1, Math.Abs(expected.Loss)),
                    $"{size}, {right}: a loss of {expected.Loss:R} was expected, {actual:R} came.");
                for (var i = 0; i < Classes; i++)
                    AssertSlope($"{size}, {right}, slope {i}", expected.Gradient[i], gradient.Span[i]);
            }
        }
    }

    private static void AssertSlope(string what, double expected, float actual)
    {
        if (actual == (float)expected)
            return;
        Assert.True(
            Math.Abs(expected - actual) <= 2e-6 * Math.Max(1, Math.Abs(expected)),
            $"{what}: {expected:R} was expected, {actual:R} came.");
    }

    private static double[] Smooth(double[] target, float smoothing) =>
        [.. target.Select(wanted => (double)((float)(wanted * (1 - smoothing)) + (smoothing / Classes)))];
}
