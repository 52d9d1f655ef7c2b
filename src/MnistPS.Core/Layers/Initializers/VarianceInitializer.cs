using MnistPS.Numerics;

namespace MnistPS.Layers.Initializers;

/// <summary>
/// Random values around 0 whose variance is chosen by the number of inputs and units, so that signals neither fade nor
/// explode from layer to layer.
/// </summary>
/// <remarks>A vector of n numbers, such as a bias, counts as n inputs and n units (Keras's <c>compute_fans</c>).</remarks>
internal sealed class VarianceInitializer : Initializer
{
    // The normal distribution cut off at 2σ has this standard deviation.
    private const double TruncatedDeviation = 0.87962566103423978;
    private const float Truncation = 2;

    private readonly Func<Fans, double> _variance;
    private readonly bool _normal;

    private VarianceInitializer(string name, Func<Fans, double> variance, bool normal) =>
        (Name, _variance, _normal) = (name, variance, normal);

    public override string Name { get; }

    internal static VarianceInitializer Uniform(string name, Func<Fans, double> variance) => new(name, variance, normal: false);

    internal static VarianceInitializer Normal(string name, Func<Fans, double> variance) => new(name, variance, normal: true);

    /// <summary>2 / (inputs + units) (Glorot and Bengio 2010, eq. 12).</summary>
    internal static double Glorot(Fans fans) => 2.0 / ((double)fans.Inputs + fans.Units);

    /// <summary>2 / inputs (He et al. 2015, eq. 10).</summary>
    internal static double He(Fans fans) => 2.0 / fans.Inputs;

    /// <summary>1 / inputs (LeCun et al. 1998, section 4.6).</summary>
    internal static double Lecun(Fans fans) => 1.0 / fans.Inputs;

    public override void Fill(Matrix values, Shape shape, RandomStream random)
    {
        var variance = _variance(FansOf(shape));
        if (_normal)
            FillNormal(values.Span, (float)(Math.Sqrt(variance) / TruncatedDeviation), random);
        else
            FillUniform(values.Span, (float)Math.Sqrt(3 * variance), random);
    }

    private static Fans FansOf(Shape shape) => new(shape.Count == 1 ? shape.Size : shape[0], shape[^1]);

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

    /// <summary>How many numbers a unit reads, and how many units there are.</summary>
    internal readonly record struct Fans(int Inputs, int Units);
}
