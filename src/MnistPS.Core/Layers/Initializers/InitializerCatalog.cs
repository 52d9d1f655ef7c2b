using MnistPS.Settings;

namespace MnistPS.Layers.Initializers;

/// <summary>Finds initializers by kind and by the name under which they are saved.</summary>
public static class InitializerCatalog
{
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
    public static Initializer Constant(float value) => Catalog<Initializer>.Create(
        "Constant", new Dictionary<string, object?> { [nameof(ConstantInitializer.Value)] = value });

    /// <summary>The initializer of a kind.</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>The initializer.</returns>
    public static Initializer Get(InitializerKind kind) => Catalog<Initializer>.Get(kind);

    /// <summary>The initializer of a name, such as <c>glorot_uniform</c> or <c>constant(0.1)</c>.</summary>
    /// <param name="name">The name as Keras spells it.</param>
    /// <returns>The initializer.</returns>
    /// <exception cref="MnistPSException">There is none of that name (<c>InitializerUnknown</c>).</exception>
    public static Initializer Get(string name) => Catalog<Initializer>.Parse(name);
}
