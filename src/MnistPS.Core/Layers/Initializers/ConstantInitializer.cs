using MnistPS.Numerics;
using MnistPS.Settings;

namespace MnistPS.Layers.Initializers;

/// <summary>The same value everywhere.</summary>
internal sealed class ConstantInitializer : Initializer
{
    public override string Name => "constant";

    /// <summary>The value. Range: any finite number. It has no default.</summary>
    [Setting("value")]
    public float Value { get; init; } = float.NaN;

    public override void Fill(Matrix values, Shape shape, RandomStream random) => values.Span.Fill(Value);
}

/// <summary>0 everywhere.</summary>
internal sealed class ZerosInitializer : Initializer
{
    public override string Name => "zeros";

    public override void Fill(Matrix values, Shape shape, RandomStream random) => values.Span.Clear();
}

/// <summary>1 everywhere.</summary>
internal sealed class OnesInitializer : Initializer
{
    public override string Name => "ones";

    public override void Fill(Matrix values, Shape shape, RandomStream random) => values.Span.Fill(1);
}
