namespace MnistPS.Layers.Activations;

/// <summary>Finds activations by kind and by the name under which they are saved.</summary>
public static class ActivationCatalog
{
    private static readonly Dictionary<ActivationKind, Activation> s_all = new()
    {
        [ActivationKind.Linear] = Activation.Linear,
        [ActivationKind.Sigmoid] = new SigmoidActivation(),
        [ActivationKind.Tanh] = new TanhActivation(),
        [ActivationKind.ReLU] = new ReLUActivation(),
        [ActivationKind.Softmax] = new SoftmaxActivation(),
        [ActivationKind.LeakyReLU] = new LeakyReLUActivation(),
        [ActivationKind.ELU] = ELUActivation.Elu(),
        [ActivationKind.SELU] = ELUActivation.Selu(),
        [ActivationKind.GELU] = new GELUActivation(),
        [ActivationKind.SiLU] = new SiLUActivation(),
        [ActivationKind.Softplus] = new SoftplusActivation(),
    };

    /// <summary>The activation of a kind.</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>The activation.</returns>
    public static Activation Get(ActivationKind kind) => s_all[kind];

    /// <summary>The activation of a name, such as <c>relu</c>.</summary>
    /// <param name="name">The name as Keras spells it.</param>
    /// <returns>The activation.</returns>
    /// <exception cref="MnistPSException">There is none of that name (<c>ActivationUnknown</c>).</exception>
    public static Activation Get(string name) =>
        s_all.Values.FirstOrDefault(activation => activation.Name == name)
        ?? throw new MnistPSException(
            "ActivationUnknown",
            ErrorKind.InvalidData,
            $"There is no activation '{name}'. There are: {string.Join<Activation>(", ", s_all.Values)}.");
}
