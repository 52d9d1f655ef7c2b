using MnistPS.Layers.Activations;
using MnistPS.Losses;
using MnistPS.Numerics;
using MnistPS.Tests.Numerics;

namespace MnistPS.Tests.Losses;

/// <summary>Each loss against its formula in double, and its gradient against differences of that formula.</summary>
public class LossFormulaTests
{
    private static readonly Matrix s_logits = MatrixText.Of([0.5f, -1, 2, 0.1f], [-0.3f, 0.7f, 0, -2], [3, 1.5f, -1, 0.2f]);
    private static readonly Matrix s_targets = MatrixText.Of([0, 0, 1, 0], [1, 0, 0, 0], [0, 1, 0, 0]);
    private static readonly float[] s_weights = [1, 0.5f, 2];

    [Theory]
    [InlineData(0)]
    [InlineData(0.1f)]
    public void Categorical_crossentropy_from_probabilities(float smoothing) => AssertFollows(
        new CategoricalCrossentropy { LabelSmoothing = smoothing },
        areLogits: false,
        Probabilities(),
        (p, y) => -Enumerable.Range(0, 4).Sum(i => Smooth(y[i], smoothing, 4) * Math.Log(p[i] / p.Sum())));

    [Theory]
    [InlineData(0, true)]
    [InlineData(0.1f, true)]
    [InlineData(0.1f, false)]
    public void Categorical_crossentropy_from_logits(float smoothing, bool declared) => AssertFollows(
        new CategoricalCrossentropy { LabelSmoothing = smoothing, FromLogits = declared },
        areLogits: !declared,
        s_logits,
        (z, y) => -Enumerable.Range(0, 4).Sum(
            i => Smooth(y[i], smoothing, 4) * Math.Log(Math.Exp(z[i]) / z.Sum(Math.Exp))));

    [Fact]
    public void Sparse_categorical_crossentropy_is_the_same_without_smoothing() => AssertFollows(
        new SparseCategoricalCrossentropy { FromLogits = true },
        areLogits: false,
        s_logits,
        (z, y) => -Enumerable.Range(0, 4).Sum(i => y[i] * Math.Log(Math.Exp(z[i]) / z.Sum(Math.Exp))));

    [Theory]
    [InlineData(0)]
    [InlineData(0.2f)]
    public void Binary_crossentropy_from_probabilities(float smoothing) => AssertFollows(
        new BinaryCrossentropy { LabelSmoothing = smoothing },
        areLogits: false,
        Probabilities(),
        (p, y) => Enumerable.Range(0, 4).Average(i => Binary(p[i], Smooth(y[i], smoothing, 2))));

    [Theory]
    [InlineData(0, true)]
    [InlineData(0.2f, true)]
    [InlineData(0.2f, false)]
    public void Binary_crossentropy_from_logits(float smoothing, bool declared) => AssertFollows(
        new BinaryCrossentropy { LabelSmoothing = smoothing, FromLogits = declared },
        areLogits: !declared,
        s_logits,
        (z, y) => Enumerable.Range(0, 4).Average(i => Binary(1 / (1 + Math.Exp(-z[i])), Smooth(y[i], smoothing, 2))));

    [Fact]
    public void Mean_squared_error() => AssertFollows(
        new MeanSquaredError(),
        areLogits: false,
        s_logits,
        (p, y) => Enumerable.Range(0, 4).Average(i => (p[i] - y[i]) * (p[i] - y[i])));

    [Theory]
    [InlineData(1)]
    [InlineData(0.25f)]
    public void Huber(float delta) => AssertFollows(
        new Huber { Delta = delta },
        areLogits: false,
        s_logits,
        (p, y) => Enumerable.Range(0, 4).Average(i => Math.Abs(p[i] - y[i]) <= delta
            ? (p[i] - y[i]) * (p[i] - y[i]) / 2
            : delta * (Math.Abs(p[i] - y[i]) - (delta / 2))));

    [Theory]
    [InlineData(600)]
    [InlineData(1100)]
    public void The_mean_over_many_outputs_counts_all_of_them(int outputs)
    {
        var (prediction, target) = (MatrixText.Random(1, outputs), MatrixText.Random(1, outputs, seed: 2));
        var gradient = new Matrix(1, outputs);
        var loss = new MeanSquaredError().Evaluate(prediction, false, target, [], gradient);
        var errors = prediction.Span.ToArray().Zip(target.Span.ToArray(), (p, y) => (double)p - y).ToArray();
        Assert.Equal(errors.Average(error => error * error), loss, 1e-5);
        MatrixText.AssertClose(errors.Select(error => 2 * error / outputs).ToArray(), gradient.Span);
    }

    // The second of two classes is right. Binary: the mean over both outputs, of which the second is 0 and costs ln 2.
    [Theory]
    [InlineData(1000, 1000, 1, -1, 500, 0.5)]
    [InlineData(-1000, 0, 0, 0, 0, 0)]
    public void Logits_far_out_cost_what_the_formula_says(
        float logit, double categorical, float first, float second, double binary, float binaryFirst)
    {
        var gradient = new Matrix(1, 2);
        var (logits, target) = (MatrixText.Of([logit, 0]), MatrixText.Of([0, 1]));

        Assert.Equal(categorical, new CategoricalCrossentropy().Evaluate(logits, true, target, [], gradient), 1e-3);
        MatrixText.AssertClose([first, second], gradient.Span);
        Assert.Equal(
            binary + (Math.Log(2) / 2), new BinaryCrossentropy().Evaluate(logits, true, target, [], gradient), 1e-3);
        MatrixText.AssertClose([binaryFirst, -0.25], gradient.Span);
    }

    [Fact]
    public void Probabilities_of_zero_and_one_cost_no_more_than_their_clipping()
    {
        var predictions = MatrixText.Of([1, 0]);
        var targets = MatrixText.Of([0, 1]);
        foreach (var loss in new Loss[] { new CategoricalCrossentropy(), new BinaryCrossentropy() })
        {
            var gradient = new Matrix(1, 2);
            Assert.Equal(-Math.Log(1e-7), loss.Evaluate(predictions, false, targets, [], gradient), 0.2);
            Assert.All(gradient.Span.ToArray(), slope => Assert.True(float.IsFinite(slope)));
        }
    }

    [Fact]
    public void A_crossentropy_looks_behind_its_own_activation_only()
    {
        var (softmax, sigmoid) = (ActivationCatalog.Get(ActivationKind.Softmax), ActivationCatalog.Get(ActivationKind.Sigmoid));
        Assert.True(new CategoricalCrossentropy().WorksOnLogitsOf(softmax));
        Assert.False(new CategoricalCrossentropy().WorksOnLogitsOf(sigmoid));
        Assert.True(new BinaryCrossentropy().WorksOnLogitsOf(sigmoid));
        Assert.False(new BinaryCrossentropy().WorksOnLogitsOf(softmax));
        Assert.False(new BinaryCrossentropy { FromLogits = true }.WorksOnLogitsOf(sigmoid));
        Assert.False(new MeanSquaredError().WorksOnLogitsOf(sigmoid));
    }

    private static void AssertFollows(Loss loss, bool areLogits, Matrix predictions, Func<double[], double[], double> formula)
    {
        const double step = 1e-6;
        var gradient = new Matrix(predictions.Rows, predictions.Columns);
        var sum = loss.Evaluate(predictions, areLogits, s_targets, s_weights, gradient);
        var expectedSum = 0.0;
        var expectedGradient = new List<double>();
        for (var row = 0; row < predictions.Rows; row++)
        {
            var prediction = Wide(predictions.Row(row));
            var target = Wide(s_targets.Row(row));
            expectedSum += s_weights[row] * formula(prediction, target);
            for (var i = 0; i < prediction.Length; i++)
            {
                var (up, down) = (prediction.ToArray(), prediction.ToArray());
                up[i] += step;
                down[i] -= step;
                var slope = (formula(up, target) - formula(down, target)) / (2 * step);
                expectedGradient.Add(s_weights[row] * slope / predictions.Rows);
            }
        }

        Assert.Equal(expectedSum, sum, 1e-5);
        MatrixText.AssertClose(expectedGradient.ToArray(), gradient.Span);
        Assert.Equal(sum, loss.Evaluate(predictions, areLogits, s_targets, s_weights, null));
    }

    // Positive, but rows do not sum to 1: the loss normalises.
    private static Matrix Probabilities()
    {
        var matrix = new Matrix(s_logits.Rows, s_logits.Columns);
        ActivationCatalog.Get(ActivationKind.Sigmoid).Forward(s_logits, matrix);
        return matrix;
    }

    private static double Smooth(double y, double smoothing, int classes) => (y * (1 - smoothing)) + (smoothing / classes);

    private static double Binary(double p, double y) => -(y * Math.Log(p)) - ((1 - y) * Math.Log(1 - p));

    private static double[] Wide(ReadOnlySpan<float> values) => [.. values.ToArray().Select(value => (double)value)];
}
