namespace MnistPS.Data.Drawing;

/// <summary>
/// Random numbers that depend on nothing but (seed, stream, index): SplitMix64 (Steele, Lea and Flood 2014).
/// Only additions, multiplications and shifts, so that every platform draws the same digits.
/// </summary>
internal struct DrawingRandom
{
    private const ulong Golden = 0x9E3779B97F4A7C15;
    private const float FloatUnit = 1f / (1 << 24);

    // The sum of four uniform numbers has variance 4/12; this brings it to one.
    private const float BellScale = 1.7320508f;

    private ulong _state;

    /// <summary>Starts the numbers of one index; streams keep independent uses of one seed apart.</summary>
    internal DrawingRandom(int seed, ulong stream, long index)
    {
        _state = Mix(Mix((uint)seed + (stream << 32)) + ((ulong)index * Golden));
    }

    /// <summary>A uniform number in [0, 1).</summary>
    internal float Next() => (NextBits() >> 40) * FloatUnit;

    /// <summary>A uniform whole number in [0, <paramref name="limit"/>).</summary>
    internal int Next(int limit) => (int)(((NextBits() >> 32) * (ulong)limit) >> 32);

    /// <summary>A bell-shaped number, mean 0, standard deviation 1, never beyond ±3.5.</summary>
    internal float Bell() => (Next() + Next() + Next() + Next() - 2f) * BellScale;

    /// <summary>A value of the range, all equally likely.</summary>
    internal float Uniform(ValueRange range) => range.At(Next());

    /// <summary>A value of the range, those in the middle likeliest.</summary>
    internal float Middle(ValueRange range) => range.At((Next() + Next() + Next()) / 3f);

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    private ulong NextBits()
    {
        _state += Golden;
        return Mix(_state);
    }
}
