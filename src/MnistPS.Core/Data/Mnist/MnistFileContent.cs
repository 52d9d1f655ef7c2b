using System.IO.Compression;
using System.Security.Cryptography;

namespace MnistPS.Data.Mnist;

/// <summary>The decompressed bytes of a file of MNIST, known to be right.</summary>
internal sealed record MnistFileContent(byte[] Bytes)
{
    private const string NotMnist = "what came is not MNIST's file";

    /// <summary>Decompresses what a server sent, and checks it.</summary>
    /// <param name="file">What was asked for.</param>
    /// <param name="body">What came, compressed or not.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The content.</returns>
    /// <exception cref="IOException">It is something else.</exception>
    internal static MnistFileContent Check(
        MnistFile file, MemoryStream body, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var bytes = Decompress(file, body);
        var hash = Convert.ToHexString(SHA256.HashData(bytes)).ToLowerInvariant();
        if (hash != file.Sha256)
            throw new IOException($"{NotMnist} (the SHA-256 of its content is {hash}, not {file.Sha256})");
        return new MnistFileContent(bytes);
    }

    private static byte[] Decompress(MnistFile file, MemoryStream body)
    {
        using var content = IdxFile.IsGzip(body) ? new GZipStream(body, CompressionMode.Decompress) : (Stream)body;
        try
        {
            // The length is known: a bomb is no longer unpacked than the file that it pretends to be.
            var bytes = GC.AllocateUninitializedArray<byte>(file.Length);
            var length = content.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            if (length < bytes.Length || content.ReadByte() >= 0)
                throw new IOException($"{NotMnist} (its content is {(length < bytes.Length ? "shorter" : "longer")} "
                    + $"than {file.Length:N0} bytes)");
            return bytes;
        }
        catch (InvalidDataException error)
        {
            throw new IOException($"{NotMnist} ({error.Message})", error);
        }
    }
}
