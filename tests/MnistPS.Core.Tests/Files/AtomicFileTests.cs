using System.Diagnostics;
using System.Runtime.Versioning;
using MnistPS.Files;
using MnistPS.Tests.Data;

namespace MnistPS.Tests.Files;

/// <summary>Writing a file whole or not at all, as PowerShell's own writers treat what is there.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class AtomicFileTests : IDisposable
{
    private static readonly byte[] s_content = [1, 2, 3];

    private readonly TemporaryFolder _folder = new();

    private string Target => Path.Combine(_folder.Path, "target.bin");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_holds_what_was_written_and_nothing_else_is_left()
    {
        File.WriteAllText(Target, "a longer content than the new one");

        Write(Target);

        Assert.Equal(s_content, File.ReadAllBytes(Target));
        Assert.Equal([Target], Directory.GetFileSystemEntries(_folder.Path));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void After_a_failure_the_old_file_is_there_and_nothing_else(bool existed)
    {
        if (existed)
            File.WriteAllText(Target, "old");

        var error = Assert.Throws<IOException>(() => AtomicFile.Write(Target, stream =>
        {
            stream.Write(s_content);
            throw new IOException($"No space left on device : '{((FileStream)stream).Name}'");
        }));

        Assert.Contains($"'{Target}'", error.Message, StringComparison.Ordinal);
        Assert.Equal(existed ? [Target] : [], Directory.GetFileSystemEntries(_folder.Path));
        Assert.True(!existed || File.ReadAllText(Target) == "old");
    }

    [SkippableTheory]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite)]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite)]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute)]
    public void The_mode_of_a_file_stays(UnixFileMode mode)
    {
        Skip.If(OperatingSystem.IsWindows());
        File.WriteAllText(Target, "old");
        File.SetUnixFileMode(Target, mode);

        Write(Target);

        Assert.Equal(mode, File.GetUnixFileMode(Target));
        Assert.Equal(s_content, File.ReadAllBytes(Target));
    }

    [SkippableFact]
    public void While_it_is_written_nobody_else_reads_what_replaces_a_private_file()
    {
        Skip.If(OperatingSystem.IsWindows());
        const UnixFileMode ownerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        File.WriteAllText(Target, "old");
        File.SetUnixFileMode(Target, ownerOnly);

        AtomicFile.Write(Target, stream => Assert.Equal(ownerOnly, File.GetUnixFileMode(((FileStream)stream).Name)));
    }

    [SkippableFact]
    public void A_read_only_file_is_replaced_only_when_that_is_asked_for_and_stays_read_only()
    {
        Skip.If(OperatingSystem.IsWindows());
        const UnixFileMode readOnly = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        File.WriteAllText(Target, "old");
        File.SetUnixFileMode(Target, readOnly);

        AssertRefused("FileReadOnly", Target);
        Assert.Equal("old", File.ReadAllText(Target));
        Write(Target, new FileWriteOptions { ReplaceReadOnly = true });
        Assert.Equal(s_content, File.ReadAllBytes(Target));
        Assert.Equal(readOnly, File.GetUnixFileMode(Target));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_link_stays_and_the_file_that_it_leads_to_is_written(bool exists)
    {
        var link = Link("link.bin", Path.Combine("deep", "file.bin"));
        var file = Path.Combine(Directory.CreateDirectory(Path.Combine(_folder.Path, "deep")).FullName, "file.bin");
        if (exists)
            File.WriteAllText(file, "old");

        Write(link);

        Assert.Equal(Path.Combine("deep", "file.bin"), new FileInfo(link).LinkTarget);
        Assert.Equal(s_content, File.ReadAllBytes(file));
    }

    [Fact]
    public void A_link_in_a_linked_folder_leads_where_the_system_says_that_it_does()
    {
        var real = Directory.CreateDirectory(Path.Combine(_folder.Path, "a", "real")).FullName;
        File.CreateSymbolicLink(Path.Combine(real, "up.bin"), Path.Combine("..", "right.bin"));
        Directory.CreateSymbolicLink(Path.Combine(_folder.Path, "shortcut"), real);

        Write(Path.Combine(_folder.Path, "shortcut", "up.bin"));

        Assert.Equal(s_content, File.ReadAllBytes(Path.Combine(_folder.Path, "a", "right.bin")));
        Assert.False(File.Exists(Path.Combine(_folder.Path, "right.bin")));
    }

    [Fact]
    public void Links_in_a_circle_are_an_error()
    {
        Link("one", "two");

        Assert.Throws<IOException>(() => Write(Link("two", "one")));
    }

    [Fact]
    public void A_file_that_is_to_stay_stays()
    {
        File.WriteAllText(Target, "old");

        AssertRefused("FileExists", Target, new FileWriteOptions { KeepExisting = true });
        Assert.Equal("old", File.ReadAllText(Target));
    }

    [Fact]
    public void A_file_that_appears_while_it_is_written_stays_too()
    {
        var error = Assert.Throws<MnistPSException>(() => AtomicFile.Write(
            Target, _ => File.WriteAllText(Target, "another's"), new FileWriteOptions { KeepExisting = true }));

        Assert.Equal("FileExists", error.ErrorId);
        Assert.Equal("another's", File.ReadAllText(Target));
        Assert.Equal([Target], Directory.GetFileSystemEntries(_folder.Path));
    }

    [SkippableTheory]
    [InlineData("/dev/null")]
    [InlineData("/dev/full")]
    [InlineData("/dev/zero")]
    [InlineData("pipe")]
    [InlineData("link to /dev/null")]
    public void Devices_and_pipes_are_refused_and_stay(string what)
    {
        Skip.IfNot(OperatingSystem.IsLinux());
        var path = what switch
        {
            "pipe" => MakePipe(),
            "link to /dev/null" => Link("null", "/dev/null"),
            _ => what,
        };
        var before = FileStatus.Of(path);

        AssertRefused("FileNotRegular", path);
        Assert.Equal(FileKind.Special, before.Kind);
        Assert.Equal(before, FileStatus.Of(path));
    }

    [Fact]
    public void A_folder_is_refused() => AssertRefused("PathIsFolder", _folder.Path);

    [Fact]
    public void A_missing_folder_is_an_error() => AssertRefused("FolderNotFound", Path.Combine(_folder.Path, "missing", "file"));

    [Fact]
    public void The_longest_name_that_a_file_may_have_can_be_written()
    {
        var path = Path.Combine(_folder.Path, new string('n', 255));

        Write(path);

        Assert.Equal(s_content, File.ReadAllBytes(path));
    }

    private static void Write(string path, FileWriteOptions? options = null) =>
        AtomicFile.Write(path, stream => stream.Write(s_content), options);

    private static void AssertRefused(string id, string path, FileWriteOptions? options = null)
    {
        Assert.Equal(id, Assert.Throws<MnistPSException>(() => AtomicFile.Check(path, options)).ErrorId);
        Assert.Equal(id, Assert.Throws<MnistPSException>(() => Write(path, options)).ErrorId);
    }

    private string Link(string name, string target) =>
        File.CreateSymbolicLink(Path.Combine(_folder.Path, name), target).FullName;

    private string MakePipe()
    {
        var path = Path.Combine(_folder.Path, "pipe");
        Process.Start("mkfifo", [path]).WaitForExit();
        return path;
    }
}
