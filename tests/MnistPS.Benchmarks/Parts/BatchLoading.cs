using BenchmarkDotNet.Attributes;
using MnistPS.Data;
using MnistPS.Data.Augmentation;
using MnistPS.Numerics;
using MnistPS.Training;

namespace MnistPS.Benchmarks.Parts;

/// <summary>The order of an epoch, and the images of a batch, as they are and varied.</summary>
public class BatchLoading
{
    private const int Seed = 1;
    private readonly Matrix _batch = new(Sizes.Batch, 784);
    private DigitDataset _dataset = null!;
    private EpochOrder _order = null!;
    private ImageAugmenter _augmenter = null!;
    private int _next;

    [GlobalSetup]
    public void Setup()
    {
        _dataset = BenchmarkData.Train(60_000);
        _order = new EpochOrder(_dataset.Count, new TrainingOptions { BatchSize = Sizes.Batch }, Seed);
        _augmenter = new ImageAugmenter(_dataset, ImageAugmentation.Digits, Seed);
        _order.Begin(1);
    }

    /// <summary>A new order of 60,000 images.</summary>
    [Benchmark]
    public void Shuffle() => _order.Begin(1);

    /// <summary>Images from all over the dataset, as numbers from 0 to 1.</summary>
    [Benchmark]
    public void Gather() => _dataset.CopyImages(_order[Next()], _batch);

    /// <summary>The same, shifted, turned, scaled, slanted and bent.</summary>
    [Benchmark]
    public void GatherVaried() => _augmenter.CopyImages(_order[Next()], variation: 1, _batch, ..);

    // The last batch is smaller and left out.
    private int Next() => _next = (_next + 1) % (_order.Batches - 1);
}
