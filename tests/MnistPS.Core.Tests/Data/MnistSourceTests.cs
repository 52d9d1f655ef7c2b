using MnistPS.Data;
using MnistPS.Data.Mnist;

namespace MnistPS.Tests.Data;

/// <summary>Where MNIST is looked for, and in what order.</summary>
public sealed class MnistSourceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_environment_says_where_to_look()
    {
        var places = MnistPlaces.FromEnvironment(name => name switch
        {
            "MNISTPS_DATA" => _folder.Path,
            "XDG_CACHE_HOME" => _folder.File("caches"),
            "MNISTPS_MIRRORS" => "http://one.example/mnist https://two.example/",
            _ => null,
        });

        Assert.Equal(_folder.Path, places.DataFolder);
        Assert.Equal(Path.Combine(_folder.Path, "caches", "mnistps"), places.CacheFolder);
        Assert.Equal(
            ["http://one.example/mnist/", "https://two.example/"], places.Mirrors.Select(uri => uri.ToString()));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("relative/is/ignored")]
    public void Without_a_cache_folder_the_users_own_is_taken(string? cacheHome)
    {
        var places = MnistPlaces.FromEnvironment(name => name switch
        {
            "XDG_CACHE_HOME" => cacheHome,
            "HOME" => _folder.Path,
            _ => null,
        });

        Assert.Null(places.DataFolder);
        Assert.Same(MnistPlaces.UsualMirrors, places.Mirrors);
        Assert.True(Path.IsPathFullyQualified(places.CacheFolder));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(_folder.File(".cache/mnistps"), places.CacheFolder);
    }

    [Theory]
    [InlineData("ftp://files.example/")]
    [InlineData("no-address")]
    public void An_address_that_is_none_is_an_error(string mirror)
    {
        var error = Assert.Throws<MnistPSException>(
            () => MnistPlaces.FromEnvironment(name => name == "MNISTPS_MIRRORS" ? mirror : null));

        Assert.Equal("MirrorInvalid", error.ErrorId);
        Assert.Contains(mirror, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_folder_of_the_environment_comes_before_the_cache_if_it_has_any_of_the_files()
    {
        var places = new MnistPlaces { DataFolder = _folder.File("data"), CacheFolder = _folder.File("cache") };
        Directory.CreateDirectory(places.DataFolder);
        Directory.CreateDirectory(places.CacheFolder);
        foreach (var file in MnistFile.Of(MnistSplits.Test))
            File.WriteAllBytes(Path.Combine(places.CacheFolder, file.Name), []);

        Assert.Equal(places.CacheFolder, new MnistSource(places).FindFolder(MnistSplits.Test));
        Assert.Null(new MnistSource(places).FindFolder(MnistSplits.All));
        File.WriteAllBytes(Path.Combine(places.DataFolder, MnistFile.TestImages.CompressedName), []);
        Assert.Equal(places.DataFolder, new MnistSource(places).FindFolder(MnistSplits.Test));
    }

    [SkippableFact]
    public async Task What_is_missing_or_damaged_is_downloaded_and_read()
    {
        var data = MnistData.RequireFolder();
        using var server = new HostileServer(
            path => HostileServer.Ok(File.ReadAllBytes(Path.Combine(data, Path.GetFileName(path)))));
        Skip.IfNot(
            File.Exists(Path.Combine(data, MnistFile.TestImages.CompressedName)), "The files are not compressed.");
        var places = new MnistPlaces { CacheFolder = _folder.File("cache"), Mirrors = [server.Address] };
        var source = new MnistSource(places);

        Assert.Null(source.TryRead(MnistSplits.Test));
        await source.DownloadAsync(MnistSplits.Test);
        Assert.Equal(10_000, Assert.Single(source.TryRead(MnistSplits.Test)!).Count);

        File.WriteAllBytes(_folder.File("cache/t10k-labels-idx1-ubyte"), [1]);
        Assert.Null(source.TryRead(MnistSplits.Test));
        await source.DownloadAsync(MnistSplits.Test);
        Assert.NotNull(source.TryRead(MnistSplits.Test));
        Assert.Equal(
            ["t10k-images-idx3-ubyte.gz", "t10k-labels-idx1-ubyte.gz", "t10k-labels-idx1-ubyte.gz"],
            server.Requests.Select(Path.GetFileName));
    }

    [Fact]
    public async Task Where_nothing_can_be_reached_the_error_says_what_was_tried_and_what_to_do()
    {
        using var server = new HostileServer();
        var places = new MnistPlaces { CacheFolder = _folder.File("cache"), Mirrors = [server.Address] };
        var source = new MnistSource(places, new DownloadOptions { FirstDelay = TimeSpan.FromMilliseconds(1) });

        var error = await Assert.ThrowsAsync<MnistPSException>(() => source.DownloadAsync(MnistSplits.All));

        Assert.Equal("MnistNotAvailable", error.ErrorId);
        Assert.Equal(ErrorKind.ConnectionError, error.Kind);
        string[] hints =
            [places.CacheFolder, server.Address.ToString(), "404", "MNISTPS_DATA", "MNISTPS_MIRRORS"];
        foreach (var part in hints)
            Assert.Contains(part, error.Message, StringComparison.Ordinal);

        // Each server is tried twice and named once.
        Assert.Distinct(error.Message.Split('\n'));
    }
}
