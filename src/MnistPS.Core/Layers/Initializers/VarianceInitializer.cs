using MnistPS.Numerics;

namespace MnistPS.Layers.Initializers;

/// <summary>
/// Random values around 0 whose variance is chosen by the number of inputs and units, so that signals neither fade nor
/// explode from layer to layer.
/// </summary>
/// <remarks>A vector of n numbers, such as a bias, counts as n inputs and n units (Keras's <c>compute_fans</c>).</remarks>
internal abstract class VarianceInitializer : Initializer
{
    // The normal distribution cut off at 2σ has this standard deviation.
    private const double TruncatedDeviation = 0.87962566103423978;
    private const float Truncation = 2;

    public sealed override void Fill(Matrix values, Shape shape, RandomStream random)
    {
        var variance = Variance(shape.Count == 1 ? shape.Size : shape[0], shape[^1]);
        if (IsNormal)
            FillNormal(values.Span, (float)(Math.Sqrt(variance) / TruncatedDeviation), random);
        else
            FillUniform(values.Span, (float)Math.Sqrt(3 * variance), random);
    }

    /// <summary>Whether the values are normal, cut off at 2σ, instead of uniform.</summary>
    private protected abstract bool IsNormal { get; }

    /// <summary>The variance for a number of inputs and of units.</summary>
    private protected abstract double Variance(double inputs, double units);

    // The variance of a uniform distribution in ±limit is limit²/3.
    private static void FillUniform(Span<float> values, float limit, RandomStream random)
    {
        foreach (ref var value in values)
            value = random.NextSingle(-limit, limit);
    }

    private static void FillNormal(Span<float> values, float deviation, RandomStream random)
    {
        foreach (ref var value in values)
        {
            float normal;
            do
                normal = random.NextNormal();
            while (MathF.Abs(normal) > Truncation);
            value = normal * deviation;
        }
    }
}

/// <summary>2 / (inputs + units) (Glorot and Bengio 2010, eq. 12).</summary>
internal abstract class GlorotInitializer : VarianceInitializer
{
    private protected sealed override double Variance(double inputs, double units) => 2 / (inputs + units);
}

/// <summary>2 / inputs (He et al. 2015, eq. 10).</summary>
internal abstract class HeInitializer : VarianceInitializer
{
    private protected sealed override double Variance(double inputs, double units) => 2 / inputs;
}

/// <summary>1 / inputs (LeCun et al. 1998, section 4.6).</summary>
internal abstract class LecunInitializer : VarianceInitializer
{
    private protected sealed override double Variance(double inputs, double units) => 1 / inputs;
}

/// <summary>Uniform, with Glorot's variance.</summary>
internal sealed class GlorotUniformInitializer : GlorotInitializer
{
    public override string Name => "glorot_uniform";

    private protected override bool IsNormal => false;
}

/// <summary>Truncated normal, with Glorot's variance.</summary>
internal sealed class GlorotNormalInitializer : GlorotInitializer
{
    public override string Name => "glorot_normal";

    private protected override bool IsNormal => true;
}

/// <summary>Uniform, with He's variance.</summary>
internal sealed class HeUniformInitializer : HeInitializer
{
    public override string Name => "he_uniform";

    private protected override bool IsNormal => false;
}

/// <summary>Truncated normal, with He's variance.</summary>
internal sealed class HeNormalInitializer : HeInitializer
{
    public override string Name => "he_normal";

    private protected override bool IsNormal => true;
}

/// <summary>Uniform, with LeCun's variance.</summary>
internal sealed class LecunUniformInitializer : LecunInitializer
{
    public override string Name => "lecun_uniform";

    private protected override bool IsNormal => false;
}

/// <summary>Truncated normal, with LeCun's variance.</summary>
internal sealed class LecunNormalInitializer : LecunInitializer
{
    public override string Name => "lecun_normal";

    private protected override bool IsNormal => true;
}
