using MnistPS.Layers;
using MnistPS.Numerics;

namespace MnistPS.Models;

/// <summary>
/// All trainable parameters of a model in one buffer. The layers keep views of it, so that an optimizer's step is one walk
/// from end to end. Gradients lie in the same order in buffers of their own.
/// </summary>
public sealed class ParameterStore
{
    private readonly (Parameter Parameter, int Start, Matrix Value)[] _entries;

    private ParameterStore(IReadOnlyList<Parameter> parameters)
    {
        Values = new Matrix(1, parameters.Sum(parameter => Padded(parameter.Count)));
        var start = 0;
        _entries = new (Parameter, int, Matrix)[parameters.Count];
        for (var i = 0; i < parameters.Count; i++)
        {
            var parameter = parameters[i];
            var value = Values.View(start, parameter.Rows, parameter.Columns);
            parameter.MoveTo(value);
            _entries[i] = (parameter, start, value);
            start += Padded(parameter.Count);
        }
    }

    /// <summary>The parameters, one after the other, each beginning on a cache line; zeros in between.</summary>
    public Matrix Values { get; }

    /// <summary>The parameters in the order in which they lie.</summary>
    public IEnumerable<Parameter> Parameters => _entries.Select(entry => entry.Parameter);

    /// <summary>The parameters with the number of the value at which each begins.</summary>
    internal IEnumerable<(Parameter Parameter, int Start)> Layout => _entries.Select(entry => (entry.Parameter, entry.Start));

    /// <summary>Whether the parameters still live here: another model that shares layers may have moved them.</summary>
    internal bool IsCurrent => _entries.All(entry => entry.Parameter.Value == entry.Value);

    /// <summary>Makes a buffer for the gradients of all parameters.</summary>
    /// <returns>The buffer.</returns>
    public GradientBuffer CreateGradients()
    {
        var all = new Matrix(1, Values.Length);
        return new GradientBuffer(all, _entries.ToDictionary(
            entry => entry.Parameter,
            entry => all.View(entry.Start, entry.Parameter.Rows, entry.Parameter.Columns)));
    }

    /// <summary>Moves the trainable parameters of a model into one buffer.</summary>
    /// <param name="model">The model.</param>
    /// <returns>The store.</returns>
    internal static ParameterStore Create(DenseModel model) =>
        new([.. model.Parameters.Where(parameter => parameter.Trainable)]);

    private static int Padded(int count) => (count + Matrix.Alignment - 1) / Matrix.Alignment * Matrix.Alignment;
}
