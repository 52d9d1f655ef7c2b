using MnistPS.Benchmarks.Workers;
using MnistPS.Layers.Activations;
using MnistPS.Losses;
using MnistPS.Models;
using MnistPS.Optimizers;

namespace MnistPS.Benchmarks.Contestants;

/// <summary>The network of a workload, as this module makes it.</summary>
internal static class ModuleNetwork
{
    private const int Seed = 1;

    /// <summary>Makes and compiles it: ReLU, softmax, categorical cross-entropy, Adam.</summary>
    /// <param name="workload">Says how wide its layers are.</param>
    internal static DenseModel Create(Workload workload)
    {
        var model = DenseModel.Create(
            Workload.InputSize, workload.Hidden, Workload.ClassCount, ActivationCatalog.Get(ActivationKind.ReLU), seed: Seed);
        model.Compilation = new Compilation(model, [new CategoricalCrossentropy()], new Adam());
        return model;
    }
}
