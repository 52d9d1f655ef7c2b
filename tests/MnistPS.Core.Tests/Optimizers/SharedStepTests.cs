using MnistPS.Numerics;
using MnistPS.Optimizers;
using MnistPS.Settings;
using MnistPS.Tests.Numerics;

namespace MnistPS.Tests.Optimizers;

/// <summary>A step that threads share out among themselves gives the very weights that one thread computes.</summary>
public class SharedStepTests
{
    private const int Runs = 30;
    private const int Steps = 20;

    // Far more than an optimizer needs to hand a part of the weights to another thread.
    private const int Weights = 1 << 17;

    public static TheoryData<OptimizerKind> Kinds => [.. Enum.GetValues<OptimizerKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_run_gives_the_same_weights_whatever_the_number_of_threads(OptimizerKind kind)
    {
        var gradients = Enumerable.Range(0, 4).Select(seed => MatrixText.Random(1, Weights, seed)).ToArray();
        var expected = Train(kind, gradients, WorkerPool.Alone);
        foreach (var threads in new[] { 1, 2, 4 })
        {
            using var pool = new WorkerPool(threads);
            for (var run = 0; run < Runs; run++)
                Assert.True(
                    expected.AsSpan().SequenceEqual(Train(kind, gradients, pool)), $"Run {run} with {threads} threads differs.");
        }
    }

    private static float[] Train(OptimizerKind kind, Matrix[] gradients, WorkerPool pool)
    {
        var weights = MatrixText.Random(1, Weights, seed: 9);
        var optimizer = Catalog<Optimizer>.Create(kind);
        for (var step = 0; step < Steps; step++)
            optimizer.Step(weights, gradients[step % gradients.Length], pool: pool);
        Assert.DoesNotContain(weights.Span.ToArray(), float.IsNaN);
        return weights.Span.ToArray();
    }
}
