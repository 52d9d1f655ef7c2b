using MnistPS.Layers.Activations;
using MnistPS.Numerics;
using MnistPS.Settings;

namespace MnistPS.Layers;

/// <summary>The function at the end of a layer that makes it more than a sum: y = f(z).</summary>
[Configurable(
    "activation", OutOfRange = "ActivationSettingOutOfRange", NotApplicable = "ActivationParameterNotApplicable", MayBeLeftOut = true)]
public abstract class Activation : INamed
{
    /// <summary>f(z) = z.</summary>
    public static Activation Linear => Catalog<Activation>.Get(ActivationKind.Linear);

    /// <summary>The name by which it is asked for and saved, as Keras spells it.</summary>
    public abstract string Name { get; }

    /// <summary>Whether the derivative needs z; many can tell it from y alone, and then z and y share memory.</summary>
    public virtual bool NeedsPreActivation => false;

    /// <summary>Computes y = f(z).</summary>
    /// <param name="z">(batch, units).</param>
    /// <param name="y">(batch, units); may be the very same memory as z.</param>
    public abstract void Forward(Matrix z, Matrix y);

    /// <summary>Turns the gradient by y into the gradient by z, in place: dz = f′(z)·dy.</summary>
    /// <param name="z">(batch, units); only to be read if <see cref="NeedsPreActivation"/>.</param>
    /// <param name="y">(batch, units).</param>
    /// <param name="gradient">(batch, units): dy comes in, dz goes out.</param>
    public abstract void Backward(Matrix z, Matrix y, Matrix gradient);

    /// <summary>The name and, where they are not the defaults, the settings: <c>relu</c>, <c>leaky_relu(0.3)</c>.</summary>
    /// <returns>The text, under which it is saved.</returns>
    public override string ToString() => Catalog<Activation>.Describe(this);
}
