using MnistPS.Models;

namespace MnistPS.Explanation;

/// <summary>Follows one sample through a network, layer by layer.</summary>
public static class LayerTrace
{
    /// <summary>Follows a sample.</summary>
    /// <param name="model">The model; all its inputs read the same sample.</param>
    /// <param name="values">The sample, 0 to 1.</param>
    /// <returns>What each layer computes, in the order of computation.</returns>
    /// <exception cref="MnistPSException">The sample has another size than an input (<c>InputShapeMismatch</c>).</exception>
    public static IReadOnlyList<LayerOutput> Follow(DenseModel model, ReadOnlySpan<float> values)
    {
        foreach (var input in model.Inputs)
            CheckSize(input.ToString(), input.OutputShape.Size, values.Length);

        var workspace = new ModelWorkspace(model, rows: 1, training: false, keepPreActivations: true);
        foreach (var input in workspace.Inputs)
            values.CopyTo(input.Span);
        workspace.Forward();
        return [.. model.Layers.Select(layer => new LayerOutput(workspace, layer))];
    }

    private static void CheckSize(string layer, int expected, int given)
    {
        if (given != expected)
            throw new MnistPSException(
                "InputShapeMismatch",
                ErrorKind.InvalidArgument,
                $"The input layer '{layer}' reads {expected} values; {given} were given.");
    }
}
