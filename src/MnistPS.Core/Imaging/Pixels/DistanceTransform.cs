namespace MnistPS.Imaging.Pixels;

/// <summary>Exact Euclidean distances (Felzenszwalb and Huttenlocher 2012, "Distance transforms of sampled functions").</summary>
internal static class DistanceTransform
{
    private const float Far = 1e12f;

    /// <summary>Per pixel the distance, in pixels, to the nearest pixel of the mask that has the value asked for.</summary>
    internal static float[] To(bool[] mask, int width, int height, bool value)
    {
        var squares = Array.ConvertAll(mask, m => m == value ? 0f : Far);
        var line = new float[Math.Max(width, height)];
        for (var x = 0; x < width; x++)
        {
            for (var y = 0; y < height; y++)
                line[y] = squares[(y * width) + x];
            var column = Envelope(line, height);
            for (var y = 0; y < height; y++)
                squares[(y * width) + x] = column[y];
        }

        for (var y = 0; y < height; y++)
        {
            squares.AsSpan(y * width, width).CopyTo(line);
            Envelope(line, width).AsSpan(0, width).CopyTo(squares.AsSpan(y * width));
        }

        return Array.ConvertAll(squares, MathF.Sqrt);
    }

    /// <summary>Distance to the ground minus distance to the ink, half a pixel in, so that 0 is the outline: positive inside.</summary>
    internal static float[] Signed(bool[] mask, int width, int height)
    {
        var toGround = To(mask, width, height, value: false);
        var toInk = To(mask, width, height, value: true);
        for (var i = 0; i < toGround.Length; i++)
            toGround[i] = mask[i] ? toGround[i] - 0.5f : 0.5f - toInk[i];
        return toGround;
    }

    // The lower envelope of parabolas: one dimension of the squared distance.
    private static float[] Envelope(float[] f, int n)
    {
        var (vertex, boundary) = (new int[n], new double[n + 1]);
        var k = 0;
        boundary[0] = double.NegativeInfinity;
        boundary[1] = double.PositiveInfinity;
        for (var q = 1; q < n; q++)
        {
            var s = Crossing(f, q, vertex[k]);
            while (s <= boundary[k])
                s = Crossing(f, q, vertex[--k]);
            vertex[++k] = q;
            boundary[k] = s;
            boundary[k + 1] = double.PositiveInfinity;
        }

        return Sample(f, n, vertex, boundary);
    }

    private static float[] Sample(float[] f, int n, int[] vertex, double[] boundary)
    {
        var result = new float[n];
        var k = 0;
        for (var q = 0; q < n; q++)
        {
            while (boundary[k + 1] < q)
                k++;
            float away = q - vertex[k];
            result[q] = (away * away) + f[vertex[k]];
        }

        return result;
    }

    private static double Crossing(float[] f, int q, int v) =>
        (f[q] + ((double)q * q) - (f[v] + ((double)v * v))) / (2.0 * (q - v));
}
