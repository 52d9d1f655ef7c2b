using BenchmarkDotNet.Attributes;
using MnistPS.Layers;
using MnistPS.Layers.Activations;
using MnistPS.Numerics;

namespace MnistPS.Benchmarks.Parts;

/// <summary>Each activation over the hidden layer of a batch, forward and backward.</summary>
public class ActivationPasses
{
    private readonly Matrix _z = new(Sizes.Batch, Sizes.Hidden);
    private readonly Matrix _y = new(Sizes.Batch, Sizes.Hidden);
    private readonly Matrix _gradient = new(Sizes.Batch, Sizes.Hidden);
    private Activation _activation = null!;

    /// <summary>The activation.</summary>
    [ParamsAllValues]
    public ActivationKind Kind { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _activation = ActivationCatalog.Get(Kind);
        for (var i = 0; i < _z.Length; i++)
            _z.Span[i] = MathF.Sin(i);
        _activation.Forward(_z, _y);
    }

    [Benchmark]
    public void Forward() => _activation.Forward(_z, _y);

    [Benchmark]
    public void Backward()
    {
        // It is changed in place: without this it would dwindle to numbers that processors are slow with.
        _gradient.Span.Fill(1);
        _activation.Backward(_z, _y, _gradient);
    }
}
