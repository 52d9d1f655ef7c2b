using System.Diagnostics;
using MnistPS.Files;
using MnistPS.Tests.Data;

namespace MnistPS.Tests.Files;

/// <summary>What stands at a path, and which file it is.</summary>
public sealed class FileStatusTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _file;

    public FileStatusTests() => File.WriteAllText(_file = Path.Combine(_folder.Path, "file"), "x");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_is_the_same_by_every_name_and_way()
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, "sub"));
        Directory.CreateSymbolicLink(Path.Combine(_folder.Path, "here"), _folder.Path);
        string[] ways =
        [
            Path.Combine(_folder.Path, "sub", "..", "file"),
            Path.GetRelativePath(Environment.CurrentDirectory, _file),
            File.CreateSymbolicLink(Path.Combine(_folder.Path, "link"), _file).FullName,
            Path.Combine(_folder.Path, "here", "file"),
        ];

        Assert.All(ways, way => Assert.True(FileStatus.IsSame(_file, way)));
    }

    [SkippableFact]
    public void A_hard_link_is_the_same_file()
    {
        Skip.IfNot(OperatingSystem.IsLinux());
        var link = Path.Combine(_folder.Path, "hard");
        Process.Start("ln", [_file, link]).WaitForExit();

        Assert.True(FileStatus.IsSame(_file, link));
    }

    [Fact]
    public void A_copy_is_another_file()
    {
        var copy = Path.Combine(_folder.Path, "copy");
        File.Copy(_file, copy);
        File.SetLastWriteTimeUtc(copy, File.GetLastWriteTimeUtc(_file));

        Assert.False(FileStatus.IsSame(_file, copy));
    }

    [Fact]
    public void Nothing_is_the_same_as_nothing_no_more_than_as_something()
    {
        var missing = Path.Combine(_folder.Path, "missing");

        Assert.Equal(FileKind.None, FileStatus.Of(missing).Kind);
        Assert.False(FileStatus.IsSame(missing, missing));
        Assert.False(FileStatus.IsSame(missing, _file));
    }

    [Fact]
    public void Files_and_folders_are_told_apart()
    {
        Assert.Equal(FileKind.Regular, FileStatus.Of(_file).Kind);
        Assert.Equal(FileKind.Folder, FileStatus.Of(_folder.Path).Kind);
        Assert.Equal(FileKind.None, FileStatus.Of(Path.Combine(_file, "below")).Kind);
    }
}
