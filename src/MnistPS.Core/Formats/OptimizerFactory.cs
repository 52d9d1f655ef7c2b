using MnistPS.Optimizers;

namespace MnistPS.Formats;

/// <summary>Makes optimizers again from the settings under which they were saved.</summary>
internal static class OptimizerFactory
{
    internal static Optimizer Create(string name, Settings settings)
    {
        var kind = OptimizerCatalog.Find(name) ?? throw new InvalidDataException($"the optimizer '{name}' is unknown.");
        return OptimizerCatalog.Create(kind, new OptimizerSettings
        {
            LearningRate = settings.OptionalNumber("learning_rate"),
            Momentum = settings.OptionalNumber("momentum"),
            Nesterov = settings.OptionalFlag("nesterov"),
            Rho = settings.OptionalNumber("rho"),
            Centered = settings.OptionalFlag("centered"),
            Beta1 = settings.OptionalNumber("beta_1"),
            Beta2 = settings.OptionalNumber("beta_2"),
            AMSGrad = settings.OptionalFlag("amsgrad"),
            InitialAccumulator = settings.OptionalNumber("initial_accumulator_value"),
            WeightDecay = settings.OptionalNumber("weight_decay"),
            ClipNorm = settings.OptionalNumber("clipnorm"),
            GlobalClipNorm = settings.OptionalNumber("global_clipnorm"),
            ClipValue = settings.OptionalNumber("clipvalue"),
        });
    }
}
