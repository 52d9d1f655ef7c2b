namespace MnistPS.Training.Engines;

/// <summary>Who computes the steps of a training.</summary>
public enum TrainingEngineKind
{
    /// <summary>The module's own code, in vectors of the processor: a forward and a backward pass that can be read. The default.</summary>
    Vector,

    /// <summary>libtorch's autograd, by TorchSharp: the same graph, losses and optimizers in its operations.</summary>
    TorchSharp,
}
