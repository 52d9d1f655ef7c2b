using BenchmarkDotNet.Attributes;
using MnistPS.Numerics;
using MnistPS.Optimizers;
using MnistPS.Settings;

namespace MnistPS.Benchmarks.Parts;

/// <summary>A step of each optimizer over all weights of the tutorial's network.</summary>
public class OptimizerSteps
{
    private readonly Matrix _weights = new(1, Sizes.Weights);
    private readonly Matrix _gradients = new(1, Sizes.Weights);
    private Optimizer _optimizer = null!;

    /// <summary>The optimizer.</summary>
    [ParamsAllValues]
    public OptimizerKind Kind { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _optimizer = Catalog<Optimizer>.Create(Kind);
        _gradients.Span.Fill(0.01f);
    }

    [Benchmark]
    public void Step() => _optimizer.Step(_weights, _gradients);
}
