using System.Numerics;
using System.Numerics.Tensors;
using MnistPS.Numerics;

namespace MnistPS.Layers.Activations;

/// <summary>z·σ(z), also called swish (Elfwing et al. 2018).</summary>
internal sealed class SiLUActivation : ElementwiseActivation
{
    // From ±200 on σ is 0 or 1 in float32; infinity times 0 is not computed.
    private const float Limit = 200;

    public override string Name => "silu";

    public override bool NeedsPreActivation => true;

    private protected override void Compute(ReadOnlySpan<float> z, Span<float> y, Span<float> scratch)
    {
        TensorPrimitives.Sigmoid(z, scratch);
        TensorPrimitives.Max(z, -Limit, y);
        TensorPrimitives.Multiply(y, scratch, y);
    }

    private protected override void Differentiate(
        ReadOnlySpan<float> z, ReadOnlySpan<float> y, Span<float> slope, Span<float> scratch)
    {
        TensorPrimitives.Sigmoid(z, scratch);
        Elementwise.Map<Slope>(y, scratch, slope);
    }

    // dy/dz = σ(z) + y·(1 − σ(z)).
    private readonly struct Slope : IVectorFunction
    {
        public static Vector<float> Compute(Vector<float> x, Vector<float> y) =>
            y + (Vector.Min(x, new Vector<float>(Limit)) * (Vector<float>.One - y));
    }
}
