namespace MnistPS.Data.Drawing;

/// <summary>Where ink lies: its outermost pixels and its centre of mass, as column and row indices.</summary>
internal readonly record struct InkMeasure(
    int Left, int Top, int Right, int Bottom, float CentreX, float CentreY)
{
    /// <summary>Pixels of the longest side of the smallest box around the ink.</summary>
    internal int LongestSide => Math.Max(Right - Left, Bottom - Top) + 1;

    /// <summary>Measures an image of <see cref="DigitCanvas.Side"/> rows, which holds some ink.</summary>
    internal static InkMeasure Of(ReadOnlySpan<byte> pixels)
    {
        const int side = DigitCanvas.Side;
        int left = side, top = side, right = -1, bottom = -1;
        int mass = 0, massX = 0, massY = 0;
        for (var y = 0; y < side; y++)
        {
            for (var x = 0; x < side; x++)
            {
                var ink = pixels[(y * side) + x];
                if (ink == 0)
                    continue;
                (left, right) = (Math.Min(left, x), Math.Max(right, x));
                (top, bottom) = (Math.Min(top, y), y);
                mass += ink;
                massX += ink * x;
                massY += ink * y;
            }
        }

        return new InkMeasure(left, top, right, bottom, (float)massX / mass, (float)massY / mass);
    }
}
