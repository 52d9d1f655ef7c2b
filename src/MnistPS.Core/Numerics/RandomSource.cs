using System.Numerics;

namespace MnistPS.Numerics;

/// <summary>
/// A seeded source of random numbers whose sequence is the same on every platform and whose state can be saved:
/// xoshiro256** (Blackman and Vigna 2018), seeded through SplitMix64.
/// </summary>
public sealed class RandomSource
{
    private const int StateLength = 4;
    private readonly ulong[] _state = new ulong[StateLength];

    /// <summary>Makes a source.</summary>
    /// <param name="seed">Any number.</param>
    /// <param name="stream">Independent sequences of one seed: one for the shuffle, one for a layer, ….</param>
    public RandomSource(long seed, long stream = 0)
    {
        var mixer = Mix((ulong)seed) ^ Mix((ulong)stream + 0x632BE59BD9B4E019);
        for (var i = 0; i < StateLength; i++)
        {
            mixer += 0x9E3779B97F4A7C15;
            _state[i] = Mix(mixer);
        }
    }

    /// <summary>The state, 4 numbers, to save and to restore.</summary>
    public IReadOnlyList<ulong> State
    {
        get => [.. _state];
        set
        {
            if (value.Count != StateLength)
                throw new ArgumentException($"The state is {StateLength} numbers; {value.Count} were given.", nameof(value));
            for (var i = 0; i < StateLength; i++)
                _state[i] = value[i];
        }
    }

    /// <summary>64 random bits.</summary>
    /// <returns>Any number.</returns>
    public ulong NextUInt64()
    {
        var result = BitOperations.RotateLeft(_state[1] * 5, 7) * 9;
        var t = _state[1] << 17;
        _state[2] ^= _state[0];
        _state[3] ^= _state[1];
        _state[1] ^= _state[2];
        _state[0] ^= _state[3];
        _state[2] ^= t;
        _state[3] = BitOperations.RotateLeft(_state[3], 45);
        return result;
    }

    /// <summary>Uniform in [0, 1).</summary>
    /// <returns>The number.</returns>
    public float NextSingle() => (NextUInt64() >> 40) * (1f / (1 << 24));

    /// <summary>Uniform in [minimum, maximum).</summary>
    /// <param name="minimum">Lower bound.</param>
    /// <param name="maximum">Upper bound.</param>
    /// <returns>The number.</returns>
    public float NextSingle(float minimum, float maximum) => minimum + ((maximum - minimum) * NextSingle());

    /// <summary>A whole number in [0, bound), every one equally likely (Lemire 2019, without the rejection's bias of 2⁻³²).</summary>
    /// <param name="bound">Upper bound, above 0.</param>
    /// <returns>The number.</returns>
    public int NextInt32(int bound) => (int)(((NextUInt64() >> 32) * (ulong)bound) >> 32);

    /// <summary>Normal with mean 0 and standard deviation 1 (Box and Muller 1958).</summary>
    /// <returns>The number.</returns>
    public float NextNormal()
    {
        var radius = Math.Sqrt(-2 * Math.Log(1 - NextDouble()));
        return (float)(radius * Math.Cos(2 * Math.PI * NextDouble()));
    }

    /// <summary>Puts the items in random order (Fisher and Yates).</summary>
    /// <param name="items">What to shuffle, in place.</param>
    public void Shuffle(Span<int> items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var j = NextInt32(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    private double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
