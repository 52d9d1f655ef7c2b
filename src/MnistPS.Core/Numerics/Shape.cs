using System.Globalization;

namespace MnistPS.Numerics;

/// <summary>The lengths of the axes of some numbers: <c>(28, 28)</c>, <c>(784)</c>, <c>(60000, 28, 28)</c>.</summary>
public sealed class Shape : IEquatable<Shape>
{
    private readonly int[] _axes;

    /// <summary>Makes a shape.</summary>
    /// <param name="axes">Length of each axis, each at least 1, their product at most 2,147,483,591 (the longest array).</param>
    /// <exception cref="MnistPSException">An axis is out of range (<c>ShapeOutOfRange</c>).</exception>
    public Shape(params int[] axes)
    {
        long size = axes.Length == 0 ? 0 : 1;
        foreach (var axis in axes)
            size = axis < 1 || size > Array.MaxLength ? 0 : size * axis;
        if (size < 1 || size > Array.MaxLength)
            throw new MnistPSException(
                "ShapeOutOfRange",
                ErrorKind.InvalidArgument,
                $"A shape has one axis or more, each of at least 1 and together of at most {Array.MaxLength:N0} values; "
                + $"({string.Join(", ", axes)}) was given.");
        _axes = [.. axes];
        Size = (int)size;
    }

    /// <summary>Number of axes.</summary>
    public int Count => _axes.Length;

    /// <summary>Number of values.</summary>
    public int Size { get; }

    /// <summary>Length of an axis.</summary>
    /// <param name="index">Number of the axis, from 0.</param>
    public int this[int index] => _axes[index];

    /// <summary>The lengths as an array.</summary>
    /// <returns>A copy.</returns>
    public int[] ToArray() => [.. _axes];

    /// <summary>The shape of a batch of such samples, as Keras writes it: <c>(None, 784)</c>.</summary>
    /// <returns>The text.</returns>
    public string ToBatchString() => $"(None, {Join()})";

    /// <inheritdoc/>
    public override string ToString() => $"({Join()})";

    /// <inheritdoc/>
    public bool Equals(Shape? other) => other is not null && _axes.AsSpan().SequenceEqual(other._axes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Shape);

    /// <inheritdoc/>
    public override int GetHashCode() => _axes.Aggregate(17, HashCode.Combine);

    private string Join() => string.Join(", ", _axes.Select(axis => axis.ToString(CultureInfo.InvariantCulture)));
}
