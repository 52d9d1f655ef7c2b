namespace MnistPS.Optimizers;

/// <summary>The optimizers that there are.</summary>
public enum OptimizerKind
{
    /// <summary>Stochastic gradient descent, with or without momentum.</summary>
    SGD,

    /// <summary>Steps by the mean gradient over the root of the mean square: the usual choice.</summary>
    Adam,

    /// <summary>Adam with decoupled weight decay.</summary>
    AdamW,

    /// <summary>Adam with Nesterov's look ahead.</summary>
    Nadam,

    /// <summary>Adam by the largest gradient instead of the mean square.</summary>
    Adamax,

    /// <summary>Steps by the gradient over the root of its mean square.</summary>
    RMSprop,

    /// <summary>Steps by the gradient over the root of the sum of all squares.</summary>
    Adagrad,

    /// <summary>Steps of one size, by the sign of the mean gradient.</summary>
    Lion,
}
