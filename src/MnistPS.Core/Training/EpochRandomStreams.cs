using MnistPS.Numerics;

namespace MnistPS.Training;

/// <summary>
/// The random numbers of an epoch. They depend on the seed and on the number of the epoch alone: a training that goes on
/// with epoch 6 meets the same numbers, whether the first five were done today or by an earlier run.
/// </summary>
internal static class EpochRandomStreams
{
    private const int EpochShift = 16;

    /// <summary>The random numbers for the order of the samples.</summary>
    /// <param name="seed">Seed of the training.</param>
    /// <param name="epoch">Number of the epoch.</param>
    internal static RandomStream Order(int seed, int epoch) => new(seed, (long)epoch << EpochShift);

    /// <summary>The random numbers of the layers.</summary>
    /// <param name="seed">Seed of the training.</param>
    /// <param name="epoch">Number of the epoch.</param>
    internal static RandomStream Layers(int seed, int epoch) => new(seed, ((long)epoch << EpochShift) + 1);
}
