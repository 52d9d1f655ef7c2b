using System.Globalization;
using MnistPS.Numerics;

namespace MnistPS.Layers.Initializers;

/// <summary>The same value everywhere.</summary>
internal sealed class ConstantInitializer : Initializer
{
    private const string Prefix = "constant(";

    private readonly float _value;

    /// <summary>Makes one whose name holds its value: <c>constant(0.1)</c>.</summary>
    internal ConstantInitializer(float value)
        : this(value, $"{Prefix}{value.ToString(CultureInfo.InvariantCulture)})")
    {
    }

    internal ConstantInitializer(float value, string name) => (_value, Name) = (value, name);

    public override string Name { get; }

    public override void Fill(Matrix values, Shape shape, RandomStream random) => values.Span.Fill(_value);

    /// <summary>The initializer of such a name; null if the name is of another kind.</summary>
    internal static ConstantInitializer? Parse(string name) =>
        name.StartsWith(Prefix, StringComparison.Ordinal) && name.EndsWith(')')
        && float.TryParse(name.AsSpan()[Prefix.Length..^1], CultureInfo.InvariantCulture, out var value)
            ? new ConstantInitializer(value)
            : null;
}
