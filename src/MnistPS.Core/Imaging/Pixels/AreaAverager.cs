namespace MnistPS.Imaging.Pixels;

/// <summary>Scales RGBA rows down as they arrive, so that the full picture never has to be in memory.</summary>
/// <remarks>Each target pixel is the mean of the area that it covers; transparent colours are laid over white first.</remarks>
internal sealed class AreaAverager
{
    private const int Channels = 4;
    private const double Rounding = 1e-9;

    private readonly int sourceWidth;
    private readonly int sourceHeight;
    private readonly ColorImage target;
    private readonly float[] narrow;
    private readonly float[] sum;
    private readonly byte[] alpha;
    private bool transparent;
    private int row;

    internal AreaAverager(int sourceWidth, int sourceHeight, ColorImage target)
    {
        this.sourceWidth = sourceWidth;
        this.sourceHeight = sourceHeight;
        this.target = target;
        narrow = new float[target.Width * Channels];
        sum = new float[target.Width * Channels];
        alpha = new byte[target.Width * target.Height];
    }

    /// <summary>Takes the next row, from the top; 4 bytes per pixel, colours not multiplied by alpha.</summary>
    internal void AddRow(int y, Span<byte> rgba)
    {
        LayOverWhite(rgba);
        Narrow(rgba);
        var scale = (double)target.Height / sourceHeight;
        double top = Math.Max(y * scale, row);
        double bottom = y == sourceHeight - 1 ? target.Height : (y + 1) * scale;
        double boundary = Math.Min(row + 1, bottom);
        Accumulate((float)(boundary - top));
        if (bottom < row + 1 - Rounding)
            return;
        Emit();
        Accumulate((float)Math.Max(0, bottom - boundary));
    }

    internal void Finish() => target.Alpha = transparent ? alpha : null;

    private void LayOverWhite(Span<byte> rgba)
    {
        for (var i = 0; i < rgba.Length; i += Channels)
        {
            int a = rgba[i + 3];
            if (a == 255)
                continue;
            transparent = true;
            rgba[i] = (byte)(255 + ((rgba[i] - 255) * a / 255));
            rgba[i + 1] = (byte)(255 + ((rgba[i + 1] - 255) * a / 255));
            rgba[i + 2] = (byte)(255 + ((rgba[i + 2] - 255) * a / 255));
        }
    }

    private void Narrow(ReadOnlySpan<byte> rgba)
    {
        if (target.Width == sourceWidth)
        {
            for (var i = 0; i < narrow.Length; i++)
                narrow[i] = rgba[i];
            return;
        }

        var step = (double)sourceWidth / target.Width;
        for (var x = 0; x < target.Width; x++)
        {
            double left = x * step;
            double right = Math.Min(left + step, sourceWidth);
            var first = (int)left;
            int last = Math.Min((int)Math.Ceiling(right), sourceWidth) - 1;
            float r = 0, g = 0, b = 0, a = 0;
            for (var i = first; i <= last; i++)
            {
                float weight = (float)(Math.Min(right, i + 1) - Math.Max(left, i));
                var p = i * Channels;
                r += weight * rgba[p];
                g += weight * rgba[p + 1];
                b += weight * rgba[p + 2];
                a += weight * rgba[p + 3];
            }

            float scale = (float)(1 / (right - left));
            var t = x * Channels;
            narrow[t] = r * scale;
            narrow[t + 1] = g * scale;
            narrow[t + 2] = b * scale;
            narrow[t + 3] = a * scale;
        }
    }

    private void Accumulate(float weight)
    {
        for (var i = 0; i < sum.Length; i++)
            sum[i] += weight * narrow[i];
    }

    private void Emit()
    {
        for (var x = 0; x < target.Width; x++)
        {
            var to = (row * target.Width) + x;
            target.Rgb[to * 3] = ToByte(sum[x * Channels]);
            target.Rgb[(to * 3) + 1] = ToByte(sum[(x * Channels) + 1]);
            target.Rgb[(to * 3) + 2] = ToByte(sum[(x * Channels) + 2]);
            alpha[to] = ToByte(sum[(x * Channels) + 3]);
        }

        row++;
        Array.Clear(sum);
    }

    private static byte ToByte(float value) => (byte)Math.Clamp(value + 0.5f, 0f, 255f);
}
