using BenchmarkDotNet.Attributes;
using MnistPS.Benchmarks.Contestants;
using MnistPS.Benchmarks.Workers;
using MnistPS.Data;
using MnistPS.Models;
using MnistPS.Prediction;

namespace MnistPS.Benchmarks.Parts;

/// <summary>One image, and the whole test set, read by the tutorial's network.</summary>
public class Prediction
{
    private readonly DenseModel _model = ModuleNetwork.Create(new Workload(Images: 1, BatchSize: 1, [Sizes.Hidden]));
    private readonly DigitDataset _dataset = BenchmarkData.Test(10_000);
    private DigitImage _image = null!;

    [GlobalSetup]
    public void Setup() => _image = _dataset.GetImage(0);

    [Benchmark]
    public ModelAnswer OneImage() => DigitReader.Read(_model, _image);

    [Benchmark]
    public IReadOnlyList<ModelAnswer> TestSet() => DigitReader.Read(_model, _dataset);
}
