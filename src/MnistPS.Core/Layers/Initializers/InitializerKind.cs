namespace MnistPS.Layers.Initializers;

/// <summary>The initializers that there are.</summary>
public enum InitializerKind
{
    /// <summary>0 everywhere.</summary>
    Zeros,

    /// <summary>1 everywhere.</summary>
    Ones,

    /// <summary>Uniform in ±√(6 / (inputs + units)): for tanh, sigmoid and softmax.</summary>
    GlorotUniform,

    /// <summary>Truncated normal, σ = √(2 / (inputs + units)).</summary>
    GlorotNormal,

    /// <summary>Uniform in ±√(6 / inputs): for ReLU and its kin.</summary>
    HeUniform,

    /// <summary>Truncated normal, σ = √(2 / inputs).</summary>
    HeNormal,

    /// <summary>Uniform in ±√(3 / inputs).</summary>
    LecunUniform,

    /// <summary>Truncated normal, σ = √(1 / inputs): for SELU.</summary>
    LecunNormal,

    /// <summary>Random, with columns (or rows, where they are fewer) of length 1 at right angles to each other.</summary>
    Orthogonal,
}
