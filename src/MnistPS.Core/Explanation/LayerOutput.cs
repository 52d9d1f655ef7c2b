using MnistPS.Layers;
using MnistPS.Models;
using MnistPS.Numerics;
using MnistPS.Text;

namespace MnistPS.Explanation;

/// <summary>What one layer computes for one sample.</summary>
public sealed class LayerOutput
{
    private const int BarsOfOutput = 14;
    private readonly ValueStatistics _statistics;

    internal LayerOutput(ModelWorkspace workspace, Layer layer)
    {
        var own = workspace[layer];
        Name = layer.ToString();
        Kind = layer.Kind;
        Shape = layer.OutputShape;
        ReadsFrom = layer.Inbound.Select(inbound => inbound.ToString()).ToArray();
        Activation = layer.OutputActivation?.Name;
        Input = [.. own.Inbound.SelectMany(inbound => inbound.Output.Span.ToArray())];
        PreActivation = layer.OutputActivation is null ? null : own.PreActivation.Span.ToArray();
        Output = own.Output.Span.ToArray();
        _statistics = new ValueStatistics(Output);
    }

    /// <summary>Name of the layer.</summary>
    public string Name { get; }

    /// <summary>Kind of the layer: <c>Dense</c>, ….</summary>
    public string Kind { get; }

    /// <summary>Shape of its output for one sample.</summary>
    public Shape Shape { get; }

    /// <summary>Names of its inbound layers.</summary>
    public IReadOnlyList<string> ReadsFrom { get; }

    /// <summary>Name of its activation; null without one.</summary>
    public string? Activation { get; }

    /// <summary>Its input x, the outputs of several inbound layers one after the other. Empty for an input layer.</summary>
    public float[] Input { get; }

    /// <summary>z: what comes before its activation, x·W + b of a dense layer; null without an activation.</summary>
    public float[]? PreActivation { get; }

    /// <summary>Its output: activation(z), or x itself where there is nothing to compute.</summary>
    public float[] Output { get; }

    /// <summary>The smallest number of the output.</summary>
    public float Minimum => _statistics.Minimum;

    /// <summary>The largest number of the output.</summary>
    public float Maximum => _statistics.Maximum;

    /// <summary>Mean of the output.</summary>
    public double Mean => _statistics.Mean;

    /// <summary>Share of zeros in the output, 0 to 1: units that a ReLU has shut, background of an image.</summary>
    public double ZeroShare => Output.Count(value => value == 0) / (double)Output.Length;

    /// <summary>The output as a line of bars, from the smallest number to the largest.</summary>
    public string OutputText => Sparkline.Draw(Output, BarsOfOutput);

    /// <inheritdoc/>
    public override string ToString() => $"{Name} {Shape}";
}
