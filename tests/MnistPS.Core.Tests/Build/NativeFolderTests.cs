using MnistPS.Build;
using MnistPS.Build.Elf;
using MnistPS.Build.Natives;

namespace MnistPS.Core.Tests.Build;

public sealed class NativeFolderTests : IDisposable
{
    private const string Version = "GLIBCXX_3.4.32";

    private readonly string _root = Directory.CreateTempSubdirectory("mnistps-natives-").FullName;

    private string Source => Path.Combine(_root, "cache", "libone.so");

    private string Folder => Path.Combine(_root, "module", "native");

    private string Target => Path.Combine(Folder, "libone.so");

    public NativeFolderTests()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Source)!);
        File.WriteAllText(Source, "one");
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void A_library_is_placed_once()
    {
        var folder = new NativeFolder(Folder);

        Assert.NotEqual(Placement.UpToDate, folder.Place(Source));
        Assert.Equal(Placement.UpToDate, folder.Place(Source));

        Assert.Equal("one", File.ReadAllText(Target));
        Assert.Equal([Target], Directory.GetFiles(Folder));
    }

    [Fact]
    public void A_library_of_another_size_or_time_is_replaced()
    {
        Directory.CreateDirectory(Folder);
        File.WriteAllText(Target, "older");

        Assert.NotEqual(Placement.UpToDate, new NativeFolder(Folder).Place(Source));

        Assert.Equal("one", File.ReadAllText(Target));
    }

    [Fact]
    public void A_weak_need_is_never_written_into_the_original()
    {
        var original = Needy().Bytes;
        File.WriteAllBytes(Source, original);
        var folder = new NativeFolder(Folder);
        folder.Place(Source);

        Assert.Equal((Placement.Copied, VersionNeedOutcome.MadeWeak), folder.PlaceRelaxed(Source, Version, []));
        Assert.Equal((Placement.UpToDate, VersionNeedOutcome.MadeWeak), folder.PlaceRelaxed(Source, Version, []));

        Assert.Equal(original, File.ReadAllBytes(Source));
        Assert.NotEqual(original, File.ReadAllBytes(Target));
        Assert.Equal([Target], Directory.GetFiles(Folder));
    }

    [Fact]
    public async Task Two_builds_at_once_leave_whole_files_and_no_others()
    {
        var original = Needy().Bytes;
        File.WriteAllBytes(Source, original);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() =>
        {
            var folder = new NativeFolder(Folder);
            _ = i % 2 == 0 ? folder.Place(Source) : folder.PlaceRelaxed(Source, Version, []).Placement;
        })));

        Assert.Equal([Target], Directory.GetFiles(Folder));
        Assert.Equal(original.Length, new FileInfo(Target).Length);
        Assert.Equal(original, File.ReadAllBytes(Source));
    }

    [Fact]
    public void An_absent_library_is_named()
    {
        var absent = Path.Combine(_root, "absent.so");

        var message = Assert.Throws<BuildException>(() => new NativeFolder(Folder).Place(absent)).Message;

        Assert.Contains(absent, message, StringComparison.Ordinal);
    }

    private static SmallElf Needy() => SmallElf.Create([("libstdc++.so.6", [(Version, 2, 0)])], [2]);
}
