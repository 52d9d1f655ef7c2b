namespace MnistPS.Data.Augmentation;

/// <summary>
/// Random numbers of one sample in one epoch, which depend on nothing else (SplitMix64, Steele et al. 2014): whichever
/// thread comes to a sample first, it looks the same.
/// </summary>
internal struct SampleRandomStream
{
    private ulong _state;

    /// <summary>Begins the sequence.</summary>
    /// <param name="seed">Seed of the training.</param>
    /// <param name="epoch">Number of the epoch.</param>
    /// <param name="sample">Number of the sample.</param>
    internal SampleRandomStream(long seed, int epoch, int sample) =>
        _state = Mix((ulong)seed ^ 0xD1B54A32D192ED03) ^ Mix(((ulong)(uint)epoch << 32) | (uint)sample);

    /// <summary>Evenly from −range to range.</summary>
    /// <param name="range">At least 0.</param>
    /// <returns>The number.</returns>
    internal float Next(float range)
    {
        _state += 0x9E3779B97F4A7C15;
        return range * (((Mix(_state) >> 40) * (2f / (1 << 24))) - 1);
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
