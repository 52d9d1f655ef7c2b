using MnistPS.Numerics;

namespace MnistPS.Layers;

/// <summary>The function at the end of a layer that makes it more than a sum: y = f(z).</summary>
public abstract class Activation
{
    /// <summary>f(z) = z.</summary>
    public static readonly Activation Linear = new LinearActivation();

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

    /// <inheritdoc/>
    public override string ToString() => Name;

    private sealed class LinearActivation : Activation
    {
        public override string Name => "linear";

        public override void Forward(Matrix z, Matrix y)
        {
            if (z != y)
                y.CopyFrom(z);
        }

        public override void Backward(Matrix z, Matrix y, Matrix gradient)
        {
            // dz = dy.
        }
    }
}
