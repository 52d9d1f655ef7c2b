using MnistPS.Settings;

namespace MnistPS.Layers.Activations;

/// <summary>Finds activations by kind and by the name under which they are saved.</summary>
public static class ActivationCatalog
{
    /// <summary>The activation of a kind, with its default settings.</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>The activation.</returns>
    public static Activation Get(ActivationKind kind) => Catalog<Activation>.Get(kind);

    /// <summary>The activation of a name, such as <c>relu</c> or <c>leaky_relu(0.3)</c>.</summary>
    /// <param name="name">The name as Keras spells it.</param>
    /// <returns>The activation.</returns>
    /// <exception cref="MnistPSException">There is none of that name (<c>ActivationUnknown</c>).</exception>
    public static Activation Get(string name) => Catalog<Activation>.Parse(name);
}
