using MnistPS.Losses;

namespace MnistPS.Formats;

/// <summary>Makes losses again from the settings under which they were saved.</summary>
internal static class LossFactory
{
    internal static Loss Create(string name, Settings settings) => name switch
    {
        "categorical_crossentropy" =>
            new CategoricalCrossentropy(settings.Number("label_smoothing"), settings.Flag("from_logits")),
        "sparse_categorical_crossentropy" => new SparseCategoricalCrossentropy(settings.Flag("from_logits")),
        _ => throw new InvalidDataException($"the loss '{name}' is unknown."),
    };
}
