using MnistPS.Numerics;
using MnistPS.Optimizers;
using MnistPS.Settings;
using MnistPS.Tests.Numerics;

namespace MnistPS.Tests.Optimizers;

/// <summary>Ten steps of each optimizer against its formula in double.</summary>
public class OptimizerFormulaTests
{
    private const int Steps = 10;
    private const double Epsilon = 1e-7;

    // Of one weight: its gradient at a step, and what is remembered; the new weight comes out.
    private delegate double Formula(double weight, double gradient, int step, double[] memory);

    [Fact]
    public void Sgd_goes_against_the_gradient() =>
        AssertFollows(new SGD { LearningRate = 0.1f }, (w, g, _, _) => w - (0.1 * g));

    [Fact]
    public void Sgd_with_momentum() => AssertFollows(new SGD { LearningRate = 0.1f, Momentum = 0.9f }, (w, g, _, memory) =>
    {
        memory[0] = (0.9 * memory[0]) - (0.1 * g);
        return w + memory[0];
    });

    [Fact]
    public void Sgd_with_Nesterov() => AssertFollows(new SGD { LearningRate = 0.1f, Momentum = 0.9f, Nesterov = true }, (w, g, _, memory) =>
    {
        memory[0] = (0.9 * memory[0]) - (0.1 * g);
        return w + (0.9 * memory[0]) - (0.1 * g);
    });

    [Fact]
    public void RmsProp_divides_by_the_root_of_the_mean_square() => AssertFollows(new RMSprop { LearningRate = 0.01f, Rho = 0.8f }, (w, g, _, memory) =>
    {
        memory[0] = (0.8 * memory[0]) + (0.2 * g * g);
        return w - (0.01 * g / Math.Sqrt(memory[0] + Epsilon));
    });

    [Fact]
    public void RmsProp_centered_with_momentum() => AssertFollows(
        new RMSprop { LearningRate = 0.01f, Rho = 0.8f, Momentum = 0.5f, Centered = true },
        (w, g, _, memory) =>
        {
            memory[0] = (0.8 * memory[0]) + (0.2 * g * g);
            memory[1] = (0.8 * memory[1]) + (0.2 * g);
            memory[2] = (0.5 * memory[2]) + (0.01 * g / Math.Sqrt(memory[0] - (memory[1] * memory[1]) + Epsilon));
            return w - memory[2];
        });

    [Fact]
    public void Adagrad_divides_by_the_root_of_all_squares() => AssertFollows(
        new Adagrad { LearningRate = 0.05f },
        (w, g, step, memory) =>
        {
            memory[0] = (step == 1 ? 0.1 : memory[0]) + (g * g);
            return w - (0.05 * g / Math.Sqrt(memory[0] + Epsilon));
        });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Adam_divides_mean_by_root_of_mean_square(bool amsGrad) => AssertFollows(
        new Adam { LearningRate = 0.01f, Beta1 = 0.8f, Beta2 = 0.95f, AMSGrad = amsGrad },
        (w, g, step, memory) =>
        {
            memory[0] = (0.8 * memory[0]) + (0.2 * g);
            memory[1] = (0.95 * memory[1]) + (0.05 * g * g);
            memory[2] = amsGrad ? Math.Max(memory[2], memory[1]) : memory[1];
            var rate = 0.01 * Math.Sqrt(1 - Math.Pow(0.95, step)) / (1 - Math.Pow(0.8, step));
            return w - (rate * memory[0] / (Math.Sqrt(memory[2]) + Epsilon));
        });

    [Fact]
    public void AdamW_shrinks_the_weight_first() => AssertFollows(
        new AdamW { LearningRate = 0.01f },
        (w, g, step, memory) =>
        {
            memory[0] = (0.9 * memory[0]) + (0.1 * g);
            memory[1] = (0.999 * memory[1]) + (0.001 * g * g);
            var rate = 0.01 * Math.Sqrt(1 - Math.Pow(0.999, step)) / (1 - Math.Pow(0.9, step));
            return w - (0.01 * 0.004 * w) - (rate * memory[0] / (Math.Sqrt(memory[1]) + Epsilon));
        });

    [Fact]
    public void Nadam_looks_ahead() => AssertFollows(
        new Nadam { LearningRate = 0.01f },
        (w, g, step, memory) =>
        {
            double Momentum(int t) => 0.9 * (1 - (0.5 * Math.Pow(0.96, t)));
            double Product(int t) => Enumerable.Range(1, t).Aggregate(1.0, (product, i) => product * Momentum(i));
            memory[0] = (0.9 * memory[0]) + (0.1 * g);
            memory[1] = (0.999 * memory[1]) + (0.001 * g * g);
            var mean = (Momentum(step + 1) * memory[0] / (1 - Product(step + 1)))
                + ((1 - Momentum(step)) * g / (1 - Product(step)));
            return w - (0.01 * mean / (Math.Sqrt(memory[1] / (1 - Math.Pow(0.999, step))) + Epsilon));
        });

    [Fact]
    public void Adamax_divides_by_the_largest_gradient() => AssertFollows(
        new Adamax { LearningRate = 0.01f },
        (w, g, step, memory) =>
        {
            memory[0] = (0.9 * memory[0]) + (0.1 * g);
            memory[1] = Math.Max(0.999 * memory[1], Math.Abs(g));
            return w - (0.01 * memory[0] / ((1 - Math.Pow(0.9, step)) * (memory[1] + Epsilon)));
        });

    [Fact]
    public void Lion_goes_by_the_sign() => AssertFollows(
        new Lion { LearningRate = 0.01f },
        (w, g, _, memory) =>
        {
            var direction = Math.Sign((0.9 * memory[0]) + (0.1 * g));
            memory[0] = (0.99 * memory[0]) + (0.01 * g);
            return w - (0.01 * direction);
        });

    [Fact]
    public void Every_optimizer_can_shrink_the_weights()
    {
        foreach (var kind in Enum.GetValues<OptimizerKind>())
        {
            var settings = new Dictionary<string, object?> { ["LearningRate"] = 0.5f, ["WeightDecay"] = 0.1f };
            var weights = MatrixText.Random(1, Matrix.Alignment);
            var before = weights.Span.ToArray();
            Catalog<Optimizer>.Create(kind, settings).Step(weights, new Matrix(1, Matrix.Alignment));
            MatrixText.AssertClose(before.Select(weight => weight * 0.95).ToArray(), weights.Span, 1e-6);
        }
    }

    [Fact]
    public void Nadam_goes_on_after_its_steps_were_set_back()
    {
        var (straight, restored) = (new Nadam(), new Nadam());
        var (first, second) = (MatrixText.Random(1, 16), MatrixText.Random(1, 16));
        straight.Step(first, MatrixText.Random(1, 16, seed: 2));
        restored.EnsureSlots(16);
        restored.Iterations = 30;
        restored.Step(second.Clone(), MatrixText.Random(1, 16, seed: 2));
        restored.Iterations = 0;
        foreach (var slot in restored.Slots)
            slot.Span.Clear();
        restored.Step(second, MatrixText.Random(1, 16, seed: 2));
        MatrixText.AssertClose(first.Span, second.Span, 0);
    }

    private static void AssertFollows(Optimizer optimizer, Formula formula)
    {
        const int count = 2 * Matrix.Alignment;
        var weights = MatrixText.Random(1, count);
        var expected = weights.Span.ToArray().Select(weight => (double)weight).ToArray();
        var memory = Enumerable.Range(0, count).Select(_ => new double[3]).ToArray();
        for (var step = 1; step <= Steps; step++)
        {
            var gradients = MatrixText.Random(1, count, seed: 100 + step);
            for (var i = 0; i < count; i++)
                expected[i] = formula(expected[i], gradients.Span[i], step, memory[i]);
            optimizer.Step(weights, gradients);
            MatrixText.AssertClose(expected, weights.Span);
        }
    }
}
