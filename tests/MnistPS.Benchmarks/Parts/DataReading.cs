using BenchmarkDotNet.Attributes;
using MnistPS.Data;
using MnistPS.Data.Mnist;

namespace MnistPS.Benchmarks.Parts;

/// <summary>From files to datasets, and digits that are drawn instead.</summary>
public class DataReading
{
    private const int DrawnCount = 10_000;

    /// <summary>The four files of MNIST, unpacked and checked.</summary>
    [Benchmark]
    public IReadOnlyList<DigitDataset> BothSplits() => MnistFolder.Read(
        BenchmarkData.Folder ?? throw new InvalidOperationException("MNIST is needed: set MNISTPS_DATA to its folder."),
        MnistSplits.All);

    /// <summary>Ten thousand digits drawn.</summary>
    [Benchmark]
    public DigitDataset DrawTenThousand() => DrawnDataset.Draw(MnistSplits.Train, DrawnCount, seed: 1);
}
