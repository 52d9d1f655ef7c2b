using MnistPS.Data;
using MnistPS.Data.Mnist;

namespace MnistPS.Tests.Data;

/// <summary>Downloads from servers that fail in every way, and what is left in the cache.</summary>
public sealed class MnistDownloaderTests : IDisposable
{
    private static readonly byte[] s_content = SmallIdx.Make(
        [.. Enumerable.Range(0, 20_000).Select(i => (byte)(i % 251))], 20_000);
    private static readonly byte[] s_compressed = SmallIdx.Gzip(s_content);

    private static readonly MnistFile s_file = new(
        "small-idx1-ubyte", MnistSplits.Test, s_content.Length, s_compressed.Length, SmallIdx.Sha256(s_content));

    private static readonly DownloadOptions s_impatient = new()
    {
        FirstDelay = TimeSpan.FromMilliseconds(1),
        StallTimeout = TimeSpan.FromMilliseconds(300),
        ConnectTimeout = TimeSpan.FromSeconds(1),
    };

    private readonly TemporaryFolder _cache = new();

    public void Dispose() => _cache.Dispose();

    [Fact]
    public async Task A_file_lies_decompressed_in_the_cache()
    {
        using var server = new HostileServer(HostileServer.Ok(s_compressed));

        await Download(server.Address);

        Assert.Equal(s_content, File.ReadAllBytes(_cache.File(s_file.Name)));
        Assert.Equal(["/mnist/small-idx1-ubyte.gz"], server.Requests);
        AssertNothingElseInCache();
    }

    [Fact]
    public async Task A_server_that_decompresses_on_the_way_is_fine()
    {
        using var server = new HostileServer(HostileServer.Ok(s_content));

        await Download(server.Address);

        Assert.Equal(s_content, File.ReadAllBytes(_cache.File(s_file.Name)));
    }

    public static TheoryData<string> Troubles =>
        ["not found", "unavailable", "web page", "other content", "longer", "damaged", "cut off", "stall", "empty"];

    [Theory]
    [MemberData(nameof(Troubles))]
    public async Task After_a_trouble_the_next_server_is_asked(string trouble)
    {
        using var bad = new HostileServer(Trouble(trouble));
        using var good = new HostileServer(HostileServer.Ok(s_compressed));

        await Download(bad.Address, good.Address);

        Assert.Equal(s_content, File.ReadAllBytes(_cache.File(s_file.Name)));
        Assert.Single(bad.Requests);
        Assert.Single(good.Requests);
    }

    [Fact]
    public async Task A_server_that_recovers_is_asked_again()
    {
        using var server = new HostileServer(HostileServer.Fail(503), HostileServer.Ok(s_compressed));

        await Download(server.Address);

        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task When_nothing_helps_the_error_tells_of_every_attempt_and_the_cache_stays_empty()
    {
        using var first = new HostileServer(HostileServer.Fail(403), HostileServer.CutOff(s_compressed));
        using var second = new HostileServer(HostileServer.Stall(s_compressed), Trouble("web page"));

        var error = await Assert.ThrowsAsync<MnistDownloadException>(() => Download(first.Address, second.Address));

        Assert.Equal(4, error.Attempts.Count);
        Assert.Contains("403", error.Attempts[0], StringComparison.Ordinal);
        Assert.Contains("nothing came for", error.Attempts[1], StringComparison.Ordinal);
        Assert.Contains(first.Address.ToString(), error.Attempts[2], StringComparison.Ordinal);
        Assert.Contains("not MNIST's file", error.Attempts[3], StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_cache.Path));
    }

    [Fact]
    public async Task A_server_that_never_ends_is_left()
    {
        using var server = new HostileServer(
            HostileServer.Ok(new byte[s_content.Length * 50]), HostileServer.Ok(s_compressed));

        await Download(server.Address);

        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task A_damaged_file_in_the_cache_is_replaced()
    {
        _cache.Write(s_file.Name, [1, 2, 3]);
        using var server = new HostileServer(HostileServer.Ok(s_compressed));

        await Download(server.Address);

        Assert.Equal(s_content, File.ReadAllBytes(_cache.File(s_file.Name)));
    }

    [Fact]
    public async Task A_reader_finds_the_old_file_or_the_new_one_but_never_a_part()
    {
        _cache.Write(s_file.Name, s_content);
        using var server = new HostileServer(_ => HostileServer.Ok(s_compressed));
        var downloads = Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Download(server.Address))));

        do
            Assert.Equal(s_content.Length, new FileInfo(_cache.File(s_file.Name)).Length);
        while (!downloads.IsCompleted);

        await downloads;
        AssertNothingElseInCache();
    }

    [Fact]
    public async Task Leftovers_of_a_killed_process_are_removed_but_not_those_of_one_at_work()
    {
        var old = _cache.Write("x.1.unfinished", [1]);
        var young = _cache.Write("x.2.unfinished", [1]);
        File.SetLastWriteTimeUtc(old, DateTime.UtcNow.AddDays(-2));
        using var server = new HostileServer(HostileServer.Ok(s_compressed));

        await Download(server.Address);

        Assert.False(File.Exists(old));
        Assert.True(File.Exists(young));
    }

    [Fact]
    public async Task A_cache_that_cannot_be_written_is_an_error_that_names_it()
    {
        using var server = new HostileServer(HostileServer.Ok(s_compressed));
        var folder = Path.Combine(_cache.Write("file", [1]), "cache");

        var error = await Assert.ThrowsAsync<MnistPSException>(
            () => new MnistDownloader([server.Address], s_impatient).DownloadAsync([s_file], folder, null, default));

        Assert.Equal("CacheNotWritable", error.ErrorId);
        Assert.Contains(folder, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_download_can_be_stopped_and_leaves_nothing()
    {
        using var server = new HostileServer(HostileServer.Stall(s_compressed));
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        var patient = new DownloadOptions { StallTimeout = TimeSpan.FromMinutes(1) };

        var download = new MnistDownloader([server.Address], patient)
            .DownloadAsync([s_file], _cache.Path, null, stop.Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => download);

        Assert.Empty(Directory.EnumerateFileSystemEntries(_cache.Path));
    }

    [Fact]
    public async Task Progress_ends_at_the_total_and_tells_of_failures()
    {
        using var server = new HostileServer(HostileServer.Fail(500), HostileServer.Ok(s_compressed));
        var reports = new ReportList();

        await new MnistDownloader([server.Address], s_impatient).DownloadAsync([s_file], _cache.Path, reports, default);

        Assert.Equal(reports[^1].Total, reports[^1].Received);
        Assert.Contains("500", reports[^1].Failure, StringComparison.Ordinal);
    }

    private static HostileServer.Answer Trouble(string name) => name switch
    {
        "not found" => HostileServer.Fail(404),
        "unavailable" => HostileServer.Fail(503),
        "web page" => HostileServer.Ok("<html>Please log in</html>"u8.ToArray()),
        "other content" => HostileServer.Ok(SmallIdx.Gzip(new byte[s_content.Length])),
        "longer" => HostileServer.Ok(SmallIdx.Gzip([.. s_content, 0])),
        "damaged" => HostileServer.Ok([.. s_compressed[..30], 0xFF, 0xFF, 0xFF, .. s_compressed[33..]]),
        "cut off" => HostileServer.CutOff(s_compressed),
        "stall" => HostileServer.Stall(s_compressed),
        _ => HostileServer.Ok([]),
    };

    private Task Download(params Uri[] mirrors) =>
        new MnistDownloader(mirrors, s_impatient).DownloadAsync([s_file], _cache.Path, null, CancellationToken.None);

    private void AssertNothingElseInCache() =>
        Assert.Equal([_cache.File(s_file.Name)], Directory.EnumerateFileSystemEntries(_cache.Path));

    private sealed class ReportList : List<DownloadProgress>, IProgress<DownloadProgress>
    {
        public void Report(DownloadProgress value) => Add(value);
    }
}
