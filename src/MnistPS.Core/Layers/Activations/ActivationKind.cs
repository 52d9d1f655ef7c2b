namespace MnistPS.Layers;

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
}
