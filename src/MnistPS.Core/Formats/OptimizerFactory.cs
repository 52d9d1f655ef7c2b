using MnistPS.Optimizers;

namespace MnistPS.Formats;

/// <summary>Makes optimizers again from the settings under which they were saved.</summary>
internal static class OptimizerFactory
{
    internal static Optimizer Create(string name, Settings settings)
    {
        var rate = settings.Number("learning_rate");
        var decay = settings.Number("weight_decay");
        return name switch
        {
            "sgd" => new Sgd(rate, settings.Number("momentum"), settings.Flag("nesterov")) { WeightDecay = decay },
            "adam" => new Adam(rate, settings.Number("beta_1"), settings.Number("beta_2")) { WeightDecay = decay },
            _ => throw new InvalidDataException($"the optimizer '{name}' is unknown."),
        };
    }
}
