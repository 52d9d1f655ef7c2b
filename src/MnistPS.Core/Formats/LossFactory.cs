using MnistPS.Losses;

namespace MnistPS.Formats;

/// <summary>Makes losses again from the settings under which they were saved.</summary>
internal static class LossFactory
{
    internal static Loss Create(string name, Settings settings)
    {
        var kind = LossCatalog.Find(name) ?? throw new InvalidDataException($"the loss '{name}' is unknown.");
        return LossCatalog.Create(kind, new LossSettings
        {
            LabelSmoothing = settings.OptionalNumber("label_smoothing"),
            FromLogits = settings.OptionalFlag("from_logits"),
            Delta = settings.OptionalNumber("delta"),
        });
    }
}
