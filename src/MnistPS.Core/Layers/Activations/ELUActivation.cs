using System.Numerics.Tensors;
using MnistPS.Numerics;
using MnistPS.Settings;

namespace MnistPS.Layers.Activations;

/// <summary>An exponential linear unit: λ·z above 0, and λ·α·(eᶻ − 1) below.</summary>
public abstract class ExponentialActivation : ElementwiseActivation
{
    /// <summary>λ.</summary>
    private protected abstract float Scale { get; }

    /// <summary>λ·α.</summary>
    private protected abstract float ScaleBelow { get; }

    // Each half sees z cut off at 0, and adds nothing on the other's side.
    private protected sealed override void Compute(ReadOnlySpan<float> z, Span<float> y, Span<float> scratch)
    {
        Span<float> exponential = stackalloc float[scratch.Length];
        TensorPrimitives.Min(z, 0f, scratch);
        SmallArguments.ExpM1(scratch, exponential);
        TensorPrimitives.Multiply(exponential, ScaleBelow, scratch);
        TensorPrimitives.Max(z, 0f, y);
        TensorPrimitives.MultiplyAdd(y, Scale, scratch, y);
    }

    // Below 0, dy/dz = λ·α·eᶻ = y + λ·α.
    private protected sealed override void Differentiate(
        ReadOnlySpan<float> z, ReadOnlySpan<float> y, Span<float> slope, Span<float> scratch)
    {
        TensorPrimitives.Add(y, ScaleBelow, slope);
        Elementwise.ReplaceWherePositive(y, Scale, slope);
    }
}

/// <summary>z above 0, and α·(eᶻ − 1) below (Clevert et al. 2016).</summary>
public sealed class ELUActivation : ExponentialActivation
{
    /// <inheritdoc/>
    public override string Name => "elu";

    /// <summary>α, how far below 0 it goes. Range: at least 0. Default: 1, as in Keras.</summary>
    [Setting("alpha", AtLeast = 0)]
    public float Alpha { get; init; } = 1;

    private protected override float Scale => 1;

    private protected override float ScaleBelow => Alpha;
}

/// <summary>
/// ELU with the pair of λ and α that makes mean 0 and variance 1 a fixed point of deep networks (Klambauer et al. 2017, eq. 14).
/// </summary>
public sealed class SELUActivation : ExponentialActivation
{
    private const float Lambda = 1.05070098735548f;
    private const float Alpha = 1.67326324235438f;

    /// <inheritdoc/>
    public override string Name => "selu";

    private protected override float Scale => Lambda;

    private protected override float ScaleBelow => Lambda * Alpha;
}
