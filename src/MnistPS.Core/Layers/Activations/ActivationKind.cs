namespace MnistPS.Layers.Activations;

/// <summary>The activations that there are.</summary>
public enum ActivationKind
{
    /// <summary>f(z) = z: no activation.</summary>
    Linear,

    /// <summary>1 / (1 + e⁻ᶻ), in (0, 1).</summary>
    Sigmoid,

    /// <summary>The hyperbolic tangent, in (−1, 1).</summary>
    Tanh,

    /// <summary>max(0, z).</summary>
    ReLU,

    /// <summary>eᶻ / Σeᶻ over the units: probabilities that sum to 1.</summary>
    Softmax,

    /// <summary>z above 0, and 0.2·z below.</summary>
    LeakyReLU,

    /// <summary>z above 0, and eᶻ − 1 below.</summary>
    ELU,

    /// <summary>ELU scaled so that deep networks keep mean 0 and variance 1.</summary>
    SELU,

    /// <summary>z·Φ(z), with the normal distribution Φ.</summary>
    GELU,

    /// <summary>z / (1 + e⁻ᶻ), also called swish.</summary>
    SiLU,

    /// <summary>log(1 + eᶻ): a smooth ReLU.</summary>
    Softplus,
}
