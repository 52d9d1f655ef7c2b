using MnistPS.Layers;
using MnistPS.Models;
using MnistPS.Numerics;

namespace MnistPS.Explanation;

/// <summary>Reads and replaces what the layers of a model have learned.</summary>
public static class ModelWeights
{
    /// <summary>The weights of a layer.</summary>
    /// <param name="layer">A layer of a model.</param>
    /// <returns>A copy of each of its parameters; none where a layer learns nothing.</returns>
    public static IReadOnlyList<LayerWeight> Read(Layer layer) =>
        [.. layer.Parameters.Select(parameter => new LayerWeight(layer, parameter))];

    /// <summary>The parameter of a name.</summary>
    /// <param name="layer">A layer.</param>
    /// <param name="name">Its name within the layer; case does not matter.</param>
    /// <returns>The parameter.</returns>
    /// <exception cref="MnistPSException">There is none of that name (<c>WeightNotFound</c>).</exception>
    public static Parameter Find(Layer layer, string name) =>
        layer.Parameters.FirstOrDefault(parameter => parameter.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw new MnistPSException(
            "WeightNotFound",
            ErrorKind.ObjectNotFound,
            $"The layer '{layer}' has no weight '{name}'. "
            + (layer.Parameters.Count == 0
                ? "A layer of its kind learns nothing."
                : $"It has: {string.Join(", ", layer.Parameters.Select(parameter => parameter.Name))}."));

    /// <summary>Replaces the values of a parameter.</summary>
    /// <param name="model">The model.</param>
    /// <param name="layerName">Name of the layer.</param>
    /// <param name="name">Name within the layer: <c>kernel</c>, <c>bias</c>, ….</param>
    /// <param name="value">Numbers in arrays of the parameter's shape, or one number for all of its values.</param>
    /// <exception cref="MnistPSException">
    /// The layer or the weight does not exist, the shape is another one (<c>WeightShapeMismatch</c>), or a number is
    /// infinite or not a number (<c>WeightNotFinite</c>). Nothing has changed then.
    /// </exception>
    public static void Write(DenseModel model, string layerName, string name, object value)
    {
        var layer = model.GetLayer(layerName);
        var parameter = Find(layer, name);
        var numbers = NumberArray.Read(value);
        if (numbers.Axes.Count > 0 && !numbers.Axes.SequenceEqual(parameter.Shape.ToArray()))
            throw new MnistPSException(
                "WeightShapeMismatch",
                ErrorKind.InvalidArgument,
                $"The {parameter.Name} of the layer '{layer}' has the shape {parameter.Shape}; the value has {numbers}.");
        if (numbers.Values.FirstOrDefault(number => !float.IsFinite(number)) is var odd && !float.IsFinite(odd))
            throw new MnistPSException(
                "WeightNotFinite",
                ErrorKind.InvalidArgument,
                $"The value holds {odd}, with which the network could compute nothing. Give finite numbers of float32.");

        if (numbers.Axes.Count == 0)
            parameter.Value.Span.Fill(numbers.Values[0]);
        else
            numbers.Values.ToArray().CopyTo(parameter.Value.Span);
    }
}
