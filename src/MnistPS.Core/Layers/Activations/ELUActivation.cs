using System.Numerics.Tensors;
using MnistPS.Numerics;

namespace MnistPS.Layers.Activations;

/// <summary>
/// The exponential linear units: λ·z above 0, and λ·α·(eᶻ − 1) below. ELU has λ = α = 1 (Clevert et al. 2016); SELU's
/// pair makes mean 0 and variance 1 a fixed point of deep networks (Klambauer et al. 2017, eq. 14).
/// </summary>
internal sealed class ELUActivation : ElementwiseActivation
{
    private const float SeluScale = 1.05070098735548f;
    private const float SeluAlpha = 1.67326324235438f;

    private readonly float _scale;
    private readonly float _scaleBelow;

    private ELUActivation(string name, float scale, float alpha) =>
        (Name, _scale, _scaleBelow) = (name, scale, scale * alpha);

    public override string Name { get; }

    internal static ELUActivation Elu() => new("elu", 1, 1);

    internal static ELUActivation Selu() => new("selu", SeluScale, SeluAlpha);

    // Each half sees z cut off at 0, and adds nothing on the other's side.
    private protected override void Compute(ReadOnlySpan<float> z, Span<float> y, Span<float> scratch)
    {
        Span<float> exponential = stackalloc float[scratch.Length];
        TensorPrimitives.Min(z, 0f, scratch);
        SmallArguments.ExpM1(scratch, exponential);
        TensorPrimitives.Multiply(exponential, _scaleBelow, scratch);
        TensorPrimitives.Max(z, 0f, y);
        TensorPrimitives.MultiplyAdd(y, _scale, scratch, y);
    }

    // Below 0, dy/dz = λ·α·eᶻ = y + λ·α.
    private protected override void Differentiate(
        ReadOnlySpan<float> z, ReadOnlySpan<float> y, Span<float> slope, Span<float> scratch)
    {
        TensorPrimitives.Add(y, _scaleBelow, slope);
        Elementwise.ReplaceWherePositive(y, _scale, slope);
    }
}
