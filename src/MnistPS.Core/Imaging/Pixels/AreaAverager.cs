namespace MnistPS.Imaging.Pixels;

/// <summary>Scales RGBA rows down as they arrive, so that the full picture never has to be in memory.</summary>
/// <remarks>Each target pixel is the mean of the area that it covers; transparent colours are laid over white first.</remarks>
internal sealed class AreaAverager
{
    private const int Channels = 4;
    private const double Rounding = 1e-9;

    private readonly int _sourceWidth;
    private readonly int _sourceHeight;
    private readonly ColorImage _target;
    private readonly float[] _narrow;
    private readonly float[] _sum;
    private readonly byte[] _alpha;
    private bool _transparent;
    private int _row;

    internal AreaAverager(int sourceWidth, int sourceHeight, ColorImage target)
    {
        (_sourceWidth, _sourceHeight, _target) = (sourceWidth, sourceHeight, target);
        _narrow = new float[target.Width * Channels];
        _sum = new float[target.Width * Channels];
        _alpha = new byte[target.Width * target.Height];
    }

    /// <summary>Takes the next row, from the top; 4 bytes per pixel, colours not multiplied by alpha.</summary>
    internal void AddRow(int y, Span<byte> rgba)
    {
        LayOverWhite(rgba);
        Narrow(rgba);
        var scale = (double)_target.Height / _sourceHeight;
        var top = Math.Max(y * scale, _row);
        var bottom = y == _sourceHeight - 1 ? _target.Height : (y + 1) * scale;
        var boundary = Math.Min(_row + 1, bottom);
        Accumulate((float)(boundary - top));
        if (bottom < _row + 1 - Rounding)
            return;
        Emit();
        Accumulate((float)Math.Max(0, bottom - boundary));
    }

    internal void Finish() => _target.Alpha = _transparent ? _alpha : null;

    private void LayOverWhite(Span<byte> rgba)
    {
        for (var i = 0; i < rgba.Length; i += Channels)
        {
            int a = rgba[i + 3];
            if (a == 255)
                continue;
            _transparent = true;
            rgba[i] = (byte)(255 + ((rgba[i] - 255) * a / 255));
            rgba[i + 1] = (byte)(255 + ((rgba[i + 1] - 255) * a / 255));
            rgba[i + 2] = (byte)(255 + ((rgba[i + 2] - 255) * a / 255));
        }
    }

    private void Narrow(ReadOnlySpan<byte> rgba)
    {
        if (_target.Width == _sourceWidth)
        {
            for (var i = 0; i < _narrow.Length; i++)
                _narrow[i] = rgba[i];
            return;
        }

        var step = (double)_sourceWidth / _target.Width;
        for (var x = 0; x < _target.Width; x++)
            Average(rgba, x * step, Math.Min((x * step) + step, _sourceWidth), _narrow.AsSpan(x * Channels, Channels));
    }

    // The mean of the pixels between two places; those at the ends count by the part of them that lies between.
    private void Average(ReadOnlySpan<byte> rgba, double left, double right, Span<float> mean)
    {
        var first = (int)left;
        var last = Math.Min((int)Math.Ceiling(right), _sourceWidth) - 1;
        float r = 0, g = 0, b = 0, a = 0;
        for (var i = first; i <= last; i++)
        {
            var weight = (float)(Math.Min(right, i + 1) - Math.Max(left, i));
            var pixel = rgba.Slice(i * Channels, Channels);
            r += weight * pixel[0];
            g += weight * pixel[1];
            b += weight * pixel[2];
            a += weight * pixel[3];
        }

        var scale = (float)(1 / (right - left));
        (mean[0], mean[1], mean[2], mean[3]) = (r * scale, g * scale, b * scale, a * scale);
    }

    private void Accumulate(float weight)
    {
        for (var i = 0; i < _sum.Length; i++)
            _sum[i] += weight * _narrow[i];
    }

    private void Emit()
    {
        for (var x = 0; x < _target.Width; x++)
        {
            var to = (_row * _target.Width) + x;
            _target.Rgb[to * 3] = ToByte(_sum[x * Channels]);
            _target.Rgb[(to * 3) + 1] = ToByte(_sum[(x * Channels) + 1]);
            _target.Rgb[(to * 3) + 2] = ToByte(_sum[(x * Channels) + 2]);
            _alpha[to] = ToByte(_sum[(x * Channels) + 3]);
        }

        _row++;
        Array.Clear(_sum);
    }

    private static byte ToByte(float value) => (byte)Math.Clamp(value + 0.5f, 0f, 255f);
}
