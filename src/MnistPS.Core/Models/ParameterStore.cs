using MnistPS.Layers;
using MnistPS.Numerics;

namespace MnistPS.Models;

/// <summary>
/// All trainable parameters of a model in one buffer and their gradients in another. The layers keep views of both, so
/// that an optimizer's step is one walk from end to end.
/// </summary>
public sealed class ParameterStore
{
    private readonly (Parameter Parameter, Matrix Value, Matrix Gradient)[] _entries;
    private readonly Matrix[] _gradientOfEach;

    private ParameterStore(IReadOnlyList<Parameter> parameters)
    {
        var length = parameters.Sum(parameter => Padded(parameter.Count));
        Values = new Matrix(1, length);
        Gradients = new Matrix(1, length);
        var start = 0;
        _entries = new (Parameter, Matrix, Matrix)[parameters.Count];
        for (var i = 0; i < parameters.Count; i++)
        {
            var parameter = parameters[i];
            var value = Values.View(start, parameter.Rows, parameter.Columns);
            var gradient = Gradients.View(start, parameter.Rows, parameter.Columns);
            parameter.MoveTo(value);
            parameter.Gradient = gradient;
            _entries[i] = (parameter, value, gradient);
            start += Padded(parameter.Count);
        }

        _gradientOfEach = [.. _entries.Select(entry => entry.Gradient)];
    }

    /// <summary>The parameters, one after the other, each beginning on a cache line; zeros in between.</summary>
    public Matrix Values { get; }

    /// <summary>Their gradients, in the same places.</summary>
    public Matrix Gradients { get; }

    /// <summary>The gradient of each parameter, views of <see cref="Gradients"/>.</summary>
    public IReadOnlyList<Matrix> GradientOfEach => _gradientOfEach;

    /// <summary>The parameters in the order in which they lie.</summary>
    public IEnumerable<Parameter> Parameters => _entries.Select(entry => entry.Parameter);

    /// <summary>Whether the parameters still live here: another model that shares layers may have moved them.</summary>
    internal bool IsCurrent =>
        _entries.All(entry => entry.Parameter.Value == entry.Value && entry.Parameter.Gradient == entry.Gradient);

    /// <summary>Moves the trainable parameters of a model into one buffer.</summary>
    /// <param name="model">The model.</param>
    /// <returns>The store.</returns>
    internal static ParameterStore Create(DenseModel model) =>
        new([.. model.Parameters.Where(parameter => parameter.Trainable)]);

    private static int Padded(int count) => (count + Matrix.Alignment - 1) / Matrix.Alignment * Matrix.Alignment;
}
