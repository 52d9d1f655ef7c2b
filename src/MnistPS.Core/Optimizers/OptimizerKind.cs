namespace MnistPS.Optimizers;

/// <summary>The optimizers that there are.</summary>
public enum OptimizerKind
{
    /// <summary>Stochastic gradient descent.</summary>
    SGD,

    /// <summary>Adam.</summary>
    Adam,
}
