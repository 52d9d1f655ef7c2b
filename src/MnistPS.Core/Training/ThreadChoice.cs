using System.Diagnostics;
using MnistPS.Layers;
using MnistPS.Models;
using MnistPS.Native;
using MnistPS.Numerics;

namespace MnistPS.Training;

/// <summary>How many threads libtorch uses for a product. What was asked for comes first, for this run or for the process.</summary>
/// <remarks>
/// Otherwise, with a seed, the sizes alone decide, so that a run can be repeated bit for bit on the same machine; without
/// one, a few products of the largest layer are timed, since on a machine that has other work one thread can be faster.
/// </remarks>
internal static class ThreadChoice
{
    /// <summary>Multiplications and additions of a product from which on several threads are worth waking.</summary>
    private const long WorthSharing = 4_000_000;

    /// <summary>Several threads must be faster than one by this much.</summary>
    private const double ClearlyFaster = 0.9;

    private static readonly TimeSpan s_roundTime = TimeSpan.FromMilliseconds(1);
    private const int Rounds = 3;

    /// <summary>Chooses, and makes libtorch use so many threads.</summary>
    /// <param name="model">What will be trained.</param>
    /// <param name="options">How it will be trained.</param>
    /// <returns>The number of threads.</returns>
    internal static int Apply(DenseModel model, TrainingOptions options)
    {
        var threads = options.ThreadCount ?? TorchRuntime.RequestedThreadCount ?? Choose(model, options);
        TorchRuntime.Use(threads);
        return threads;
    }

    private static int Choose(DenseModel model, TrainingOptions options)
    {
        var all = TorchRuntime.AvailableThreads;
        var kernel = model.Parameters.MaxBy(parameter => (long)parameter.Count);
        if (all == 1 || kernel is null)
            return 1;
        return options.Seed is null
            ? Measure(kernel, options.BatchSize, all)
            : BySize(kernel, options.BatchSize, all);
    }

    /// <summary>The rule that depends on sizes only: all threads if the largest product is worth it, else one.</summary>
    internal static int BySize(Parameter kernel, int batchSize, int all) =>
        (long)kernel.Count * batchSize >= WorthSharing ? all : 1;

    private static int Measure(Parameter kernel, int batchSize, int all)
    {
        using var input = new Matrix(batchSize, kernel.Rows);
        using var weights = new Matrix(kernel.Rows, kernel.Columns);
        using var output = new Matrix(batchSize, kernel.Columns);
        double alone = 0, shared = 0;
        for (var round = 0; round < Rounds; round++)
        {
            alone += SecondsPerStep(1, input, weights, output);
            shared += SecondsPerStep(all, input, weights, output);
        }

        return shared < alone * ClearlyFaster ? all : 1;
    }

    private static double SecondsPerStep(int threads, Matrix input, Matrix weights, Matrix output)
    {
        TorchRuntime.Use(threads);
        MatrixProduct.Multiply(input, weights, output);
        var started = Stopwatch.GetTimestamp();
        var steps = 0;
        do
        {
            MatrixProduct.Multiply(input, weights, output);
            MatrixProduct.TransposedMultiply(input, output, weights);
            steps++;
        }
        while (Stopwatch.GetElapsedTime(started) < s_roundTime);
        return Stopwatch.GetElapsedTime(started).TotalSeconds / steps;
    }
}
