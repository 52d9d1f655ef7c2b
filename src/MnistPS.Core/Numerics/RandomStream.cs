using System.Numerics;
using System.Numerics.Tensors;

namespace MnistPS.Numerics;

/// <summary>
/// A seeded source of random numbers whose sequence is the same on every platform and whose state can be saved:
/// xoshiro256** (Blackman and Vigna 2018), seeded through SplitMix64.
/// </summary>
public sealed class RandomStream
{
    private const int StateLength = 4;
    private const uint UniformMask = (1 << 24) - 1;
    private const float UniformStep = 1f / (1 << 24);
    private readonly ulong[] _state = new ulong[StateLength];

    /// <summary>Makes a source.</summary>
    /// <param name="seed">Any number.</param>
    /// <param name="stream">Independent sequences of one seed: one for the shuffle, one for a layer, ….</param>
    public RandomStream(long seed, long stream = 0)
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
    public float NextSingle() => (NextUInt64() >> 40) * UniformStep;

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

    /// <summary>Many numbers, uniform in [0, 1).</summary>
    /// <param name="values">Where to put them.</param>
    public void FillUniform(Span<float> values)
    {
        // 64 random bits make two numbers of 24 bits.
        for (var i = 0; i < values.Length; i += 2)
        {
            var bits = NextUInt64();
            values[i] = (bits >> 40) * UniformStep;
            if (i + 1 < values.Length)
                values[i + 1] = ((bits >> 8) & UniformMask) * UniformStep;
        }
    }

    /// <summary>Many numbers, normal with mean 0 and standard deviation 1 (Box and Muller 1958).</summary>
    /// <param name="values">Where to put them.</param>
    public void FillNormal(Span<float> values)
    {
        const int blockLength = 512;
        Span<float> radius = stackalloc float[blockLength];
        Span<float> angle = stackalloc float[blockLength];
        for (var start = 0; start < values.Length; start += 2 * blockLength)
        {
            FillUniform(radius);
            FillUniform(angle);
            TensorPrimitives.Subtract(1f, radius, radius);
            TensorPrimitives.Log(radius, radius);
            TensorPrimitives.Multiply(radius, -2f, radius);
            TensorPrimitives.Sqrt(radius, radius);
            TensorPrimitives.Multiply(angle, 2 * MathF.PI, angle);
            Project(radius, angle, values.Slice(start, Math.Min(2 * blockLength, values.Length - start)));
        }
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

    // Both coordinates of a point in the plane are normal: the first half takes one, the second half the other.
    private static void Project(Span<float> radius, Span<float> angle, Span<float> values)
    {
        Span<float> share = stackalloc float[radius.Length];
        var first = values[..Math.Min(radius.Length, values.Length)];
        var second = values[first.Length..];
        TensorPrimitives.Cos(angle, share);
        TensorPrimitives.Multiply(radius[..first.Length], share[..first.Length], first);
        TensorPrimitives.Sin(angle, share);
        TensorPrimitives.Multiply(radius[..second.Length], share[..second.Length], second);
    }

    private double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
