using MnistPS.Numerics;

namespace MnistPS.Layers.Activations;

/// <summary>f(z) = z: no activation.</summary>
internal sealed class LinearActivation : Activation
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
