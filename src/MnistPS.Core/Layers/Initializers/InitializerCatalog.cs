namespace MnistPS.Layers.Initializers;

/// <summary>Finds initializers by kind and by the name under which they are saved.</summary>
public static class InitializerCatalog
{
    private static readonly Dictionary<InitializerKind, Initializer> s_all = new()
    {
        [InitializerKind.Zeros] = new ConstantInitializer(0, "zeros"),
        [InitializerKind.Ones] = new ConstantInitializer(1, "ones"),
        [InitializerKind.GlorotUniform] = VarianceInitializer.Uniform("glorot_uniform", VarianceInitializer.Glorot),
        [InitializerKind.GlorotNormal] = VarianceInitializer.Normal("glorot_normal", VarianceInitializer.Glorot),
        [InitializerKind.HeUniform] = VarianceInitializer.Uniform("he_uniform", VarianceInitializer.He),
        [InitializerKind.HeNormal] = VarianceInitializer.Normal("he_normal", VarianceInitializer.He),
        [InitializerKind.LecunUniform] = VarianceInitializer.Uniform("lecun_uniform", VarianceInitializer.Lecun),
        [InitializerKind.LecunNormal] = VarianceInitializer.Normal("lecun_normal", VarianceInitializer.Lecun),
        [InitializerKind.Orthogonal] = new OrthogonalInitializer(),
    };

    /// <summary>Uniform in ±√(6 / (inputs + units)) (Glorot and Bengio 2010, eq. 16). The default of kernels.</summary>
    public static Initializer GlorotUniform => Get(InitializerKind.GlorotUniform);

    /// <summary>0 everywhere. The default of biases.</summary>
    public static Initializer Zeros => Get(InitializerKind.Zeros);

    /// <summary>1 everywhere.</summary>
    public static Initializer Ones => Get(InitializerKind.Ones);

    /// <summary>The same value everywhere. It is saved with its value, as <c>constant(0.1)</c>.</summary>
    /// <param name="value">The value. Range: any finite number.</param>
    /// <returns>The initializer.</returns>
    /// <exception cref="MnistPSException">The value is not finite (<c>InitializerValueNotFinite</c>).</exception>
    public static Initializer Constant(float value) => float.IsFinite(value)
        ? new ConstantInitializer(value)
        : throw new MnistPSException(
            "InitializerValueNotFinite",
            ErrorKind.InvalidArgument,
            $"The value of an initializer must be a finite number; {value} was given.");

    /// <summary>The initializer of a kind.</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>The initializer.</returns>
    public static Initializer Get(InitializerKind kind) => s_all[kind];

    /// <summary>The initializer of a name, such as <c>glorot_uniform</c> or <c>constant(0.1)</c>.</summary>
    /// <param name="name">The name as Keras spells it.</param>
    /// <returns>The initializer.</returns>
    /// <exception cref="MnistPSException">There is none of that name (<c>InitializerUnknown</c>).</exception>
    public static Initializer Get(string name) =>
        s_all.Values.FirstOrDefault(initializer => initializer.Name == name)
        ?? ConstantInitializer.Parse(name)
        ?? throw new MnistPSException(
            "InitializerUnknown",
            ErrorKind.InvalidData,
            $"There is no initializer '{name}'. There are: {string.Join<Initializer>(", ", s_all.Values)}, constant(value).");
}
