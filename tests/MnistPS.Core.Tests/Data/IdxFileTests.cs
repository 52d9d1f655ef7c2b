using MnistPS.Data;

namespace MnistPS.Tests.Data;

/// <summary>What is read from IDX files, and what is said about broken ones.</summary>
public sealed class IdxFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_file_is_read_compressed_or_not(bool compressed)
    {
        var content = SmallIdx.Images(3);

        var array = IdxFile.Read(_folder.Write("images", compressed ? SmallIdx.Gzip(content) : content));

        Assert.Equal("(3, 2, 3)", array.Shape.ToString());
        Assert.Equal(content[^18..], array.Values);
        Assert.Equal(SmallIdx.Sha256(content), array.Sha256);
    }

    [Fact]
    public void The_hash_is_that_of_all_pieces_of_a_long_file()
    {
        var content = SmallIdx.Make([.. Enumerable.Range(0, 1_000_003).Select(i => (byte)(i * 7))], 1_000_003);

        Assert.Equal(
            SmallIdx.Sha256(content), IdxFile.Read(_folder.Write("x", SmallIdx.Gzip(content))).Sha256);
    }

    [Fact]
    public void The_hash_is_left_out_where_nobody_wants_it() =>
        Assert.Null(IdxFile.Read(_folder.Write("x", SmallIdx.Images(1)), computeHash: false).Sha256);

    [Fact]
    public void Several_gzip_members_are_one_file()
    {
        var content = SmallIdx.Images(3);

        var array = IdxFile.Read(
            _folder.Write("x", [.. SmallIdx.Gzip(content[..20]), .. SmallIdx.Gzip(content[20..])]));

        Assert.Equal(content[^18..], array.Values);
    }

    public static TheoryData<string, byte[]> BrokenFiles => new()
    {
        { "IdxTruncated", [] },
        { "IdxTruncated", [0, 0, 8] },
        { "IdxTruncated", [0, 0, 8, 3, 0, 0] },
        { "IdxTruncated", SmallIdx.Images(3)[..^1] },
        { "IdxTruncated", SmallIdx.Gzip(SmallIdx.Images(3)[..^1]) },
        { "IdxTruncated", SmallIdx.Make([1, 2], uint.MaxValue / 4) },
        { "IdxTruncated", SmallIdx.Gzip(SmallIdx.Make([1, 2], uint.MaxValue / 4)) },
        { "IdxMagicInvalid", "<html>404</html>"u8.ToArray() },
        { "IdxMagicInvalid", [0, 0, 8, 0, 1, 2, 3, 4] },
        { "IdxTypeUnsupported", [0, 0, 0x0D, 1, 0, 0, 0, 1, 0, 0, 0, 0] },
        { "IdxSizeOutOfRange", SmallIdx.Make([1, 2], uint.MaxValue, uint.MaxValue, uint.MaxValue) },
        { "IdxSizeOutOfRange", SmallIdx.Make([], 0) },
        { "IdxSizeOutOfRange", SmallIdx.Make([], 0, 28, 28) },
        { "IdxTrailingData", [.. SmallIdx.Images(3), 0] },
        { "IdxTrailingData", SmallIdx.Gzip([.. SmallIdx.Images(3), 0]) },
        { "GzipCorrupt", Damage(SmallIdx.Gzip(SmallIdx.Images(3)), position: 12) },
        { "GzipCorrupt", Damage(SmallIdx.Gzip(SmallIdx.Images(3)), position: -6) },
        { "GzipCorrupt", [0x1F, 0x8B, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10] },
    };

    [Theory]
    [MemberData(nameof(BrokenFiles))]
    public void A_broken_file_is_an_error_that_names_it(string errorId, byte[] content)
    {
        var path = _folder.Write("broken", content);

        var error = Assert.Throws<MnistPSException>(() => IdxFile.Read(path));

        Assert.Equal(errorId, error.ErrorId);
        Assert.Equal(ErrorKind.InvalidData, error.Kind);
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_gzip_file_that_is_cut_off_is_an_error()
    {
        var whole = SmallIdx.Gzip(SmallIdx.Make([.. Enumerable.Range(0, 5000).Select(i => (byte)(i * i))], 5000));

        var path = _folder.Write("x", whole[..(whole.Length / 2)]);

        var error = Assert.Throws<MnistPSException>(() => IdxFile.Read(path));

        Assert.Contains(error.ErrorId, new[] { "IdxTruncated", "GzipCorrupt" });
    }

    [Fact]
    public void Absurd_sizes_are_refused_before_memory_is_taken()
    {
        var path = _folder.Write("x", SmallIdx.Gzip(SmallIdx.Make([1], 2_000_000_000)));
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Throws<MnistPSException>(() => IdxFile.Read(path));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    [Fact]
    public void Reading_can_be_stopped()
    {
        var path = _folder.Write("x", SmallIdx.Images(3));

        Assert.ThrowsAny<OperationCanceledException>(
            () => IdxFile.Read(path, cancellationToken: new CancellationToken(canceled: true)));
    }

    private static byte[] Damage(byte[] content, int position)
    {
        content[position < 0 ? content.Length + position : position] ^= 0xFF;
        return content;
    }
}
