using System.IO.Compression;
using MnistPS.Files;

namespace MnistPS.Data;

/// <summary>Reads IDX files of bytes, the format of MNIST, as they are or compressed with gzip.</summary>
public static class IdxFile
{
    // Small enough that a stop takes milliseconds and that a piece is hashed while it is still in the cache.
    private const int PieceLength = 1 << 18;

    // Deflate cannot make more of a byte (zlib's technical notes): a file that announces more is damaged or an attack.
    private const long MaximumExpansion = 1032;

    private static ReadOnlySpan<byte> GzipMagic => [0x1F, 0x8B];

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file, compressed with gzip or not: its first bytes tell.</param>
    /// <param name="computeHash">Whether to compute the SHA-256 of the decompressed content.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The values with their shape.</returns>
    /// <exception cref="MnistPSException">
    /// The content is not an IDX file of bytes (<c>IdxMagicInvalid</c>, <c>IdxTypeUnsupported</c>), announces an
    /// impossible size (<c>IdxSizeOutOfRange</c>), ends early (<c>IdxTruncated</c>), goes on after its last value
    /// (<c>IdxTrailingData</c>) or is damaged (<c>GzipCorrupt</c>).
    /// </exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static IdxArray Read(string path, bool computeHash = true, CancellationToken cancellationToken = default)
    {
        // Pieces are large and the decompressor has a buffer of its own: another one would only copy.
        using var file = RegularFile.OpenRead(path, bufferSize: 1);
        return Read(file, path, computeHash, cancellationToken);
    }

    /// <summary>Reads a stream.</summary>
    /// <param name="stream">The file's content, compressed with gzip or not, from its start; seekable.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="computeHash">Whether to compute the SHA-256 of the decompressed content.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The values with their shape.</returns>
    /// <exception cref="MnistPSException">As for a file.</exception>
    public static IdxArray Read(
        Stream stream, string name, bool computeHash = true, CancellationToken cancellationToken = default)
    {
        if (!IsGzip(stream))
            return ReadContent(stream, name, stream.Length, computeHash, cancellationToken);
        using var content = new GZipStream(stream, CompressionMode.Decompress, leaveOpen: true);
        try
        {
            return ReadContent(content, name, stream.Length * MaximumExpansion, computeHash, cancellationToken);
        }
        catch (InvalidDataException error)
        {
            throw new MnistPSException(
                "GzipCorrupt",
                ErrorKind.InvalidData,
                $"'{name}' is a damaged gzip file ({error.Message}). Get the file again.",
                error);
        }
    }

    /// <summary>Whether a stream holds gzip. Leaves it at its start.</summary>
    /// <param name="stream">A seekable stream.</param>
    /// <returns>Whether it does.</returns>
    internal static bool IsGzip(Stream stream)
    {
        Span<byte> magic = stackalloc byte[GzipMagic.Length];
        stream.Position = 0;
        var length = stream.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false);
        stream.Position = 0;
        return magic[..length].SequenceEqual(GzipMagic);
    }

    private static IdxArray ReadContent(
        Stream content, string name, long longestContent, bool computeHash, CancellationToken cancellationToken)
    {
        var header = IdxHeader.Read(content, name);
        if (header.Shape.Size > longestContent)
            throw Truncated(name, header);
        var values = GC.AllocateUninitializedArray<byte>(header.Shape.Size);
        var hash = computeHash ? new FollowingHash(header.Bytes, values) : null;
        try
        {
            Fill(content, values, name, header, hash, cancellationToken);
            CheckEnd(content, name, header);
        }
        catch
        {
            hash?.Finish();
            throw;
        }

        return new IdxArray(header.Shape, values, hash?.Finish());
    }

    private static void Fill(
        Stream content,
        byte[] values,
        string name,
        IdxHeader header,
        FollowingHash? hash,
        CancellationToken cancellationToken)
    {
        for (var filled = 0; filled < values.Length;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var piece = values.AsSpan(filled, Math.Min(PieceLength, values.Length - filled));
            var count = content.ReadAtLeast(piece, piece.Length, throwOnEndOfStream: false);
            if (count < piece.Length)
                throw Truncated(name, header);
            filled += count;
            hash?.Advance(filled);
        }
    }

    // Reading on is also what makes the decompressor compare gzip's own checksum.
    private static void CheckEnd(Stream content, string name, IdxHeader header)
    {
        if (content.ReadByte() >= 0)
            throw new MnistPSException(
                "IdxTrailingData",
                ErrorKind.InvalidData,
                $"'{name}' goes on after the {header.Shape} values that its header announces. Get the file again.");
    }

    private static MnistPSException Truncated(string name, IdxHeader header) => new(
        "IdxTruncated",
        ErrorKind.InvalidData,
        $"'{name}' ends before the {header.Shape} values that its header announces: it was cut off. "
        + "Get the file again.");
}
