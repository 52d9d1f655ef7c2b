namespace MnistPS.Data.Drawing;

/// <summary>The path of the pen as short straight segments, with the half-width of the pen at each point.</summary>
internal sealed class PenTrail
{
    /// <summary>More points than any style needs.</summary>
    internal const int Capacity = 512;

    private readonly float[] _x = new float[Capacity];
    private readonly float[] _y = new float[Capacity];
    private readonly float[] _radius = new float[Capacity];
    private readonly bool[] _lifted = new bool[Capacity];

    /// <summary>The number of points.</summary>
    internal int Count { get; private set; }

    /// <summary>The horizontal positions.</summary>
    internal Span<float> X => _x.AsSpan(0, Count);

    /// <summary>The vertical positions, downwards.</summary>
    internal Span<float> Y => _y.AsSpan(0, Count);

    /// <summary>Half the width of the pen at each point, in pixels.</summary>
    internal Span<float> Radius => _radius.AsSpan(0, Count);

    /// <summary>Whether the pen was lifted before the point, so that no segment leads to it.</summary>
    internal ReadOnlySpan<bool> Lifted => _lifted.AsSpan(0, Count);

    /// <summary>Starts over.</summary>
    internal void Clear() => Count = 0;

    /// <summary>Moves the pen to a point.</summary>
    internal void Add(float x, float y, bool lifted)
    {
        _x[Count] = x;
        _y[Count] = y;
        _lifted[Count] = lifted;
        Count++;
    }

    /// <summary>The smallest box around all points, without the pen's width.</summary>
    internal (float Left, float Top, float Right, float Bottom) Bounds()
    {
        float left = float.MaxValue, top = float.MaxValue, right = float.MinValue, bottom = float.MinValue;
        for (var i = 0; i < Count; i++)
        {
            left = Math.Min(left, _x[i]);
            right = Math.Max(right, _x[i]);
            top = Math.Min(top, _y[i]);
            bottom = Math.Max(bottom, _y[i]);
        }

        return (left, top, right, bottom);
    }

    /// <summary>The smallest box around the ink when positions are scaled and the pen's width is not.</summary>
    internal (float Left, float Top, float Right, float Bottom) InkBounds(float scale)
    {
        float left = float.MaxValue, top = float.MaxValue, right = float.MinValue, bottom = float.MinValue;
        for (var i = 0; i < Count; i++)
        {
            float x = _x[i] * scale, y = _y[i] * scale, r = _radius[i];
            left = Math.Min(left, x - r);
            right = Math.Max(right, x + r);
            top = Math.Min(top, y - r);
            bottom = Math.Max(bottom, y + r);
        }

        return (left, top, right, bottom);
    }
}
