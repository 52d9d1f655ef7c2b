using MnistPS.Layers;
using MnistPS.Losses;

namespace MnistPS.Models;

/// <summary>Finds outputs that compute, but hardly what was meant: a loss that reads an output as what it is not.</summary>
public static class OutputAdvice
{
    /// <summary>Looks at the outputs of a model that has been compiled.</summary>
    /// <param name="model">The model.</param>
    /// <returns>A finding for each output that its loss does not fit.</returns>
    public static IReadOnlyList<OutputMismatch> Of(DenseModel model)
    {
        if (model.Compilation is not { } compilation)
            return [];
        return [.. model.Outputs.Zip(compilation.Losses).Select(pair => Of(pair.First, pair.Second)).OfType<OutputMismatch>()];
    }

    private static OutputMismatch? Of(Layer output, Loss loss)
    {
        if (OutputReading.TakesLogits(loss) is not { } fromLogits || output.OutputActivation is not { } activation)
            return null;
        var areProbabilities = OutputReading.Of(output, loss).Scale == OutputScale.Probabilities;
        if (fromLogits && areProbabilities)
            return new OutputMismatch(
                $"The loss {loss} takes the output '{output}' for logits, but that ends in a {activation}, whose outputs are "
                + "probabilities.",
                TakesLogits: true);
        if (!fromLogits && !areProbabilities)
            return new OutputMismatch(
                $"The loss {loss} takes the output '{output}' for probabilities, but that ends in the activation {activation}, "
                + "whose outputs are none.",
                TakesLogits: false);
        return null;
    }
}

/// <summary>An output that its loss does not fit.</summary>
/// <param name="Message">What does not fit.</param>
/// <param name="TakesLogits">Whether the loss takes the output for logits; else for probabilities.</param>
public sealed record OutputMismatch(string Message, bool TakesLogits);
