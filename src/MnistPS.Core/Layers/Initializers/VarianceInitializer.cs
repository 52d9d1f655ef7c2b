using MnistPS.Numerics;

namespace MnistPS.Layers.Initializers;

/// <summary>
/// Random values around 0 whose variance is chosen by the number of inputs and units, so that signals neither fade nor
/// explode from layer to layer.
/// </summary>
/// <remarks>A bias vector counts as a matrix with one input.</remarks>
internal sealed class VarianceInitializer : Initializer
{
    // The normal distribution cut off at 2σ has this standard deviation.
    private const float TruncatedDeviation = 0.87962566f;
    private const float Truncation = 2;

    private readonly Func<Matrix, float> _variance;
    private readonly bool _normal;

    private VarianceInitializer(string name, Func<Matrix, float> variance, bool normal) =>
        (Name, _variance, _normal) = (name, variance, normal);

    public override string Name { get; }

    internal static VarianceInitializer Uniform(string name, Func<Matrix, float> variance) => new(name, variance, normal: false);

    internal static VarianceInitializer Normal(string name, Func<Matrix, float> variance) => new(name, variance, normal: true);

    /// <summary>2 / (inputs + units) (Glorot and Bengio 2010, eq. 12).</summary>
    internal static float Glorot(Matrix values) => 2f / (values.Rows + values.Columns);

    /// <summary>2 / inputs (He et al. 2015, eq. 10).</summary>
    internal static float He(Matrix values) => 2f / values.Rows;

    /// <summary>1 / inputs (LeCun et al. 1998, section 4.6).</summary>
    internal static float Lecun(Matrix values) => 1f / values.Rows;

    public override void Fill(Matrix values, RandomStream random)
    {
        var variance = _variance(values);
        if (_normal)
            FillNormal(values.Span, MathF.Sqrt(variance) / TruncatedDeviation, random);
        else
            FillUniform(values.Span, MathF.Sqrt(3 * variance), random);
    }

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
