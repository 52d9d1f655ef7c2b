using MnistPS.Numerics;

namespace MnistPS.Tests.Numerics;

/// <summary>Matrices written out in tests.</summary>
internal static class MatrixText
{
    /// <summary>A matrix of rows that are written out.</summary>
    internal static Matrix Of(params float[][] rows)
    {
        var matrix = new Matrix(rows.Length, rows[0].Length);
        for (var i = 0; i < rows.Length; i++)
            rows[i].CopyTo(matrix.Row(i));
        return matrix;
    }

    /// <summary>A matrix of normal numbers.</summary>
    internal static Matrix Random(int rows, int columns, long seed = 1)
    {
        var random = new RandomStream(seed);
        var matrix = new Matrix(rows, columns);
        foreach (ref var value in matrix.Span)
            value = random.NextNormal();
        return matrix;
    }

    /// <summary>Whether all numbers are the same within a tolerance that grows with the number.</summary>
    internal static void AssertClose(ReadOnlySpan<double> expected, ReadOnlySpan<float> actual, double tolerance = 1e-5)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.True(
                Math.Abs(expected[i] - actual[i]) <= tolerance * Math.Max(1, Math.Abs(expected[i])),
                $"Number {i}: {expected[i]:R} was expected, {actual[i]:R} came.");
        }
    }

    /// <summary>Whether all numbers are the same within a tolerance that grows with the number.</summary>
    internal static void AssertClose(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, double tolerance = 1e-5)
    {
        var wide = new double[expected.Length];
        for (var i = 0; i < wide.Length; i++)
            wide[i] = expected[i];
        AssertClose(wide, actual, tolerance);
    }
}
