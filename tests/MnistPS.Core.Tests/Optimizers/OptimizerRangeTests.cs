using MnistPS.Numerics;
using MnistPS.Optimizers;
using MnistPS.Settings;

namespace MnistPS.Tests.Optimizers;

/// <summary>
/// Many steps of each optimizer against its formula in double, with gradients of every size that float32 has: denormal numbers, 1e-30
/// to 1e30, zeros, and sizes that change from step to step.
/// </summary>
public class OptimizerRangeTests
{
    private const int Steps = 200;
    private const double Rate = 0.001f;
    private const double Epsilon = 1e-7f;
    private const double Beta1 = 0.9f;
    private const double Beta2 = 0.999f;

    // Of one weight: its gradient at a step, and what is remembered; what is taken off the weight comes out.
    private delegate double Formula(double gradient, int step, double[] memory);

    public static TheoryData<OptimizerKind> Kinds => [.. Enum.GetValues<OptimizerKind>()];

    private static readonly Dictionary<OptimizerKind, Formula> s_formulas = new()
    {
        [OptimizerKind.SGD] = (g, _, _) => 0.01f * g,
        [OptimizerKind.Adam] = Adam,
        [OptimizerKind.AdamW] = Adam,
        [OptimizerKind.Nadam] = Nadam,
        [OptimizerKind.Adamax] = (g, step, memory) =>
        {
            memory[0] = (Beta1 * memory[0]) + ((1 - Beta1) * g);
            memory[1] = Math.Max(Beta2 * memory[1], Math.Abs(g));
            return Rate * memory[0] / ((1 - Math.Pow(Beta1, step)) * (memory[1] + Epsilon));
        },
        [OptimizerKind.RMSprop] = (g, _, memory) =>
        {
            memory[0] = (Beta1 * memory[0]) + ((1 - Beta1) * g * g);
            return Rate * g / Math.Sqrt(memory[0] + Epsilon);
        },
        [OptimizerKind.Adagrad] = (g, step, memory) =>
        {
            memory[0] = (step == 1 ? 0.1f : memory[0]) + (g * g);
            return Rate * g / Math.Sqrt(memory[0] + Epsilon);
        },
        [OptimizerKind.Lion] = (g, _, memory) =>
        {
            var direction = (Beta1 * memory[0]) + ((1 - Beta1) * g);
            memory[0] = ((double)0.99f * memory[0]) + ((1 - (double)0.99f) * g);
            return Rate * Math.Sign(direction);
        },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Steps_are_those_of_double_for_gradients_of_every_size(OptimizerKind kind)
    {
        // Lion goes by the sign of a hundredth of it, which must not be denormal.
        float[] tiny = kind == OptimizerKind.Lion ? [] : [1e-45f, 1e-40f, 1e-38f];
        float[] sizes = [0, .. tiny, .. Enumerable.Range(-35, 52).Select(power => (float)Math.Pow(10, power))];
        AssertFollows(kind, sizes, (size, step) => size * (step % 3 == 2 ? -0.5f : 1));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Steps_are_those_of_double_for_gradients_beyond_all_squares(OptimizerKind kind)
    {
        float[] sizes = [.. Enumerable.Range(17, 20).Select(power => (float)Math.Pow(10, power))];
        AssertFollows(kind, sizes, (size, step) => step % 3 == 2 ? -size : size);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_gradient_that_comes_and_goes_leaves_what_it_leaves_in_double(OptimizerKind kind)
    {
        float[] sizes = [.. Enumerable.Range(-30, 61).Select(power => (float)Math.Pow(10, power))];
        AssertFollows(kind, sizes, (size, step) => step % 10 == 0 ? size : 0);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_gradient_that_is_no_number_is_not_passed_over(OptimizerKind kind)
    {
        foreach (var gradient in new[] { float.NaN, float.PositiveInfinity, float.NegativeInfinity })
        {
            var gradients = new Matrix(1, Matrix.Alignment);
            gradients.Span.Fill(gradient);
            var weights = new Matrix(1, Matrix.Alignment);
            Catalog<Optimizer>.Create(kind).Step(weights, gradients);
            Assert.All(weights.Span.ToArray(), weight => Assert.False(float.IsFinite(weight)));
        }
    }

    [Fact]
    public void Centered_RMSprop_with_momentum_stays_a_number_for_huge_gradients()
    {
        var optimizer = new RMSprop { Momentum = 0.9f, Centered = true };
        var weights = new Matrix(1, Matrix.Alignment);
        for (var step = 0; step < Steps; step++)
        {
            var gradients = new Matrix(1, Matrix.Alignment);
            gradients.Span.Fill(step % 2 == 0 ? 1e30f : -1e30f);
            optimizer.Step(weights, gradients);
        }

        Assert.All(weights.Span.ToArray(), weight => Assert.InRange(weight, -1, 1));
    }

    [Theory]
    [InlineData(1e20f)]
    [InlineData(1e30f)]
    [InlineData(3e38f)]
    public void Clipping_by_norm_shortens_huge_gradients_to_the_norm(float size)
    {
        var gradients = new Matrix(1, Matrix.Alignment);
        gradients.Span.Fill(size);
        new SGD { LearningRate = 1, ClipNorm = 4 }.Step(new Matrix(1, Matrix.Alignment), gradients);
        Assert.All(gradients.Span.ToArray(), gradient => Assert.Equal(1, gradient, 1e-5));
    }

    private static void AssertFollows(OptimizerKind kind, float[] sizes, Func<float, int, float> gradientOf)
    {
        var count = (sizes.Length + Matrix.Alignment - 1) / Matrix.Alignment * Matrix.Alignment;
        var optimizer = Catalog<Optimizer>.Create(kind);
        var (weights, gradients) = (new Matrix(1, count), new Matrix(1, count));
        var expected = new double[count];
        var memory = Enumerable.Range(0, count).Select(_ => new double[3]).ToArray();
        for (var step = 1; step <= Steps; step++)
        {
            for (var i = 0; i < sizes.Length; i++)
            {
                gradients.Span[i] = gradientOf(sizes[i], step);
                expected[i] -= (optimizer.LearningRate * optimizer.WeightDecay * expected[i])
                    + s_formulas[kind](gradients.Span[i], step, memory[i]);
            }

            optimizer.Step(weights, gradients);
        }

        for (var i = 0; i < sizes.Length; i++)
            Assert.True(
                Math.Abs(expected[i] - weights.Span[i]) <= 1e-4 * Math.Max(Math.Abs(expected[i]), 1e-6),
                $"Gradients of {sizes[i]}: {expected[i]:R} was expected, {weights.Span[i]:R} came.");
    }

    private static double Adam(double g, int step, double[] memory)
    {
        memory[0] = (Beta1 * memory[0]) + ((1 - Beta1) * g);
        memory[1] = (Beta2 * memory[1]) + ((1 - Beta2) * g * g);
        var rate = Rate * Math.Sqrt(1 - Math.Pow(Beta2, step)) / (1 - Math.Pow(Beta1, step));
        return rate * memory[0] / (Math.Sqrt(memory[1]) + Epsilon);
    }

    private static double Nadam(double g, int step, double[] memory)
    {
        double Momentum(int t) => Beta1 * (1 - (0.5 * Math.Pow(0.96, t)));
        memory[2] = (step == 1 ? 1 : memory[2]) * Momentum(step);
        memory[0] = (Beta1 * memory[0]) + ((1 - Beta1) * g);
        memory[1] = (Beta2 * memory[1]) + ((1 - Beta2) * g * g);
        var mean = (Momentum(step + 1) * memory[0] / (1 - (memory[2] * Momentum(step + 1))))
            + ((1 - Momentum(step)) * g / (1 - memory[2]));
        return Rate * mean / (Math.Sqrt(memory[1] / (1 - Math.Pow(Beta2, step))) + Epsilon);
    }
}
