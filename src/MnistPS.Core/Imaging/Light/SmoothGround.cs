using MnistPS.Imaging.Pixels;

namespace MnistPS.Imaging.Light;

/// <summary>The ground of a picture as a quadratic surface, fitted so that ink (a minority) does not pull it.</summary>
internal static class SmoothGround
{
    private const int Terms = 6;
    private const int Iterations = 12;
    private const int FitSide = 64;

    // Ink seldom lies at the border, so that border pixels count more.
    private const double BorderWeight = 4;
    private const double BorderShare = 0.1;

    // Deviations below this count as zero in the reweighting (iteratively reweighted least squares, L1).
    private const double Tolerance = 0.01;

    internal static float[] Fit(GrayImage image)
    {
        var small = Resampling.ShrinkTo(image, FitSide);
        var basis = new double[small.Pixels.Length][];
        var weights = new double[basis.Length];
        for (var i = 0; i < basis.Length; i++)
        {
            basis[i] = Basis(i % small.Width, i / small.Width, small.Width, small.Height);
            weights[i] = BaseWeight(i % small.Width, i / small.Width, small.Width, small.Height);
        }

        var coefficients = new double[Terms];
        var current = (double[])weights.Clone();
        for (var iteration = 0; iteration < Iterations; iteration++)
        {
            coefficients = Solve(small.Pixels, basis, current, iteration == 0 ? 1 : Terms);
            for (var i = 0; i < current.Length; i++)
                current[i] = weights[i] / (Tolerance + Math.Abs(small.Pixels[i] - Dot(coefficients, basis[i])));
        }

        return Evaluate(coefficients, image.Width, image.Height);
    }

    private static double BaseWeight(int x, int y, int width, int height)
    {
        var margin = Math.Max(1, BorderShare * Math.Min(width, height));
        var border = x < margin || y < margin || x >= width - margin || y >= height - margin;
        return border ? BorderWeight : 1;
    }

    private static double[] Basis(int x, int y, int width, int height)
    {
        var u = ((x + 0.5) / width * 2) - 1;
        var v = ((y + 0.5) / height * 2) - 1;
        return [1, u, v, u * u, u * v, v * v];
    }

    private static float[] Evaluate(double[] coefficients, int width, int height)
    {
        var surface = new float[width * height];
        for (var i = 0; i < surface.Length; i++)
            surface[i] = (float)Dot(coefficients, Basis(i % width, i / width, width, height));
        return surface;
    }

    private static double Dot(double[] a, double[] b)
    {
        double sum = 0;
        for (var i = 0; i < Terms; i++)
            sum += a[i] * b[i];
        return sum;
    }

    /// <summary>Weighted least squares by the normal equations; the first step uses a constant only, as a safe start.</summary>
    private static double[] Solve(float[] values, double[][] basis, double[] weights, int terms)
    {
        var matrix = new double[terms, terms + 1];
        for (var i = 0; i < values.Length; i++)
        {
            for (var r = 0; r < terms; r++)
            {
                var weighted = weights[i] * basis[i][r];
                for (var c = 0; c < terms; c++)
                    matrix[r, c] += weighted * basis[i][c];
                matrix[r, terms] += weighted * values[i];
            }
        }

        var solution = new double[Terms];
        Eliminate(matrix, terms).CopyTo(solution, 0);
        return solution;
    }

    private static double[] Eliminate(double[,] matrix, int size)
    {
        for (var pivot = 0; pivot < size; pivot++)
        {
            // The matrix is positive definite up to rounding: a small ridge replaces the search for a pivot.
            matrix[pivot, pivot] += 1e-9;
            for (var row = 0; row < size; row++)
            {
                var factor = row == pivot ? 0 : matrix[row, pivot] / matrix[pivot, pivot];
                for (var column = pivot; column <= size && factor != 0; column++)
                    matrix[row, column] -= factor * matrix[pivot, column];
            }
        }

        var result = new double[size];
        for (var i = 0; i < size; i++)
            result[i] = matrix[i, size] / matrix[i, i];
        return result;
    }
}
