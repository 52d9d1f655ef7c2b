using MnistPS.Layers;
using MnistPS.Numerics;

namespace MnistPS.Explanation;

/// <summary>What a layer has learned: its kernel (weight matrix), its bias vector, and what else it keeps. A copy.</summary>
public sealed class LayerWeight
{
    private readonly ValueStatistics _statistics;

    internal LayerWeight(Layer layer, Parameter parameter)
    {
        Layer = layer.ToString();
        Name = parameter.Name;
        Shape = parameter.Shape;
        Trainable = parameter.Trainable;
        Values = Copy(parameter);
        _statistics = new ValueStatistics(parameter.Value.Span);
    }

    /// <summary>Name of the layer.</summary>
    public string Layer { get; }

    /// <summary>Name within the layer: <c>kernel</c>, <c>bias</c>, ….</summary>
    public string Name { get; }

    /// <summary>Shape: (inputs, units) of a kernel, (units) of a vector.</summary>
    public Shape Shape { get; }

    /// <summary>Whether training changes it.</summary>
    public bool Trainable { get; }

    /// <summary>The numbers: <c>float[,]</c> of a matrix, with a row per input and a column per unit; <c>float[]</c> of a vector.</summary>
    public Array Values { get; }

    /// <summary>Number of values.</summary>
    public int Count => Shape.Size;

    /// <summary>The smallest value.</summary>
    public float Minimum => _statistics.Minimum;

    /// <summary>The largest value.</summary>
    public float Maximum => _statistics.Maximum;

    /// <summary>Mean of the values.</summary>
    public double Mean => _statistics.Mean;

    /// <summary>Standard deviation of the values.</summary>
    public double StandardDeviation => _statistics.StandardDeviation;

    /// <summary>Euclidean norm of the values: √Σw².</summary>
    public double Norm => _statistics.Norm;

    /// <inheritdoc/>
    public override string ToString() => $"{Layer} {Name} {Shape}";

    private static Array Copy(Parameter parameter)
    {
        var values = parameter.Value.Span;
        if (parameter.Shape.Count == 1)
            return values.ToArray();
        var matrix = new float[parameter.Rows, parameter.Columns];
        Buffer.BlockCopy(values.ToArray(), 0, matrix, 0, values.Length * sizeof(float));
        return matrix;
    }
}
