using MnistPS.Data;
using MnistPS.Data.Mnist;

namespace MnistPS.Benchmarks;

/// <summary>
/// MNIST where it can be had without a network, else drawn digits, as many and as empty. Nothing is kept: a process that
/// measures its memory holds what it has asked for.
/// </summary>
internal static class BenchmarkData
{
    /// <summary>The folder that holds MNIST; null where there is none.</summary>
    internal static string? Folder { get; } = Candidates().FirstOrDefault(
        folder => folder is not null && MnistFolder.IsComplete(folder, MnistSplits.All));

    /// <summary>What the images are.</summary>
    internal static string Name => Folder is null ? "drawn digits" : "MNIST";

    /// <summary>Images to learn from.</summary>
    /// <param name="count">How many, up to 60,000.</param>
    internal static DigitDataset Train(int count) => Read(MnistSplits.Train, count);

    /// <summary>Images to predict.</summary>
    /// <param name="count">How many, up to 10,000.</param>
    internal static DigitDataset Test(int count) => Read(MnistSplits.Test, count);

    private static DigitDataset Read(MnistSplits split, int count) => Folder is null
        ? DrawnDataset.Draw(split, count, seed: 1)
        : MnistFolder.Read(Folder, split).Single().Slice(0, count);

    private static IEnumerable<string?> Candidates()
    {
        var places = MnistPlaces.FromEnvironment();
        return [places.DataFolder, Path.Combine(Natives.RepositoryPath, "..", "shared", "mnist"), places.CacheFolder];
    }
}
