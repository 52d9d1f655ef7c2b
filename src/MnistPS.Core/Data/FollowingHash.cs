using System.Security.Cryptography;
using System.Threading.Channels;

namespace MnistPS.Data;

/// <summary>
/// SHA-256 of an array that is still being filled. It runs on another thread, a step behind, since decompression and
/// hashing take the same order of time and would otherwise add up.
/// </summary>
internal sealed class FollowingHash
{
    private readonly Channel<int> _filled =
        Channel.CreateUnbounded<int>(new() { SingleReader = true, SingleWriter = true });
    private readonly Task<string> _hash;

    /// <summary>Starts.</summary>
    /// <param name="prefix">Bytes that are hashed before the array's.</param>
    /// <param name="values">The array, filled from its start.</param>
    internal FollowingHash(byte[] prefix, byte[] values) => _hash = Task.Run(() => FollowAsync(prefix, values));

    /// <summary>Says how much of the array is filled by now.</summary>
    /// <param name="count">Bytes from the start.</param>
    internal void Advance(int count) => _filled.Writer.TryWrite(count);

    /// <summary>Ends the work, also when the array stays half empty.</summary>
    /// <returns>The hash of what was filled, in lower-case hexadecimal.</returns>
    internal string Finish()
    {
        _filled.Writer.TryComplete();
        return _hash.GetAwaiter().GetResult();
    }

    private async Task<string> FollowAsync(byte[] prefix, byte[] values)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(prefix);
        var done = 0;
        await foreach (var filled in _filled.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            hash.AppendData(values, done, filled - done);
            done = filled;
        }

        return Convert.ToHexString(hash.GetHashAndReset()).ToLowerInvariant();
    }
}
