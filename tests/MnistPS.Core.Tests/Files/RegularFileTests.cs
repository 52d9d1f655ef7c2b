using System.Diagnostics;
using System.Net.Sockets;
using MnistPS.Data;
using MnistPS.Files;
using MnistPS.Formats;
using MnistPS.Imaging.Reading;
using MnistPS.Import;

namespace MnistPS.Tests.Files;

public sealed class RegularFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mnistps-regular-");

    public static TheoryData<string> Readers => [.. s_readers.Keys];

    private static readonly Dictionary<string, Action<string>> s_readers = new()
    {
        ["picture"] = path => ImageReader.Read(path),
        ["IDX"] = path => IdxFile.Read(path),
        ["model"] = path => SafeTensorsFile.Load(path),
        ["dataset"] = path => DatasetImport.Read(path),
        ["CSV"] = path => DatasetImport.Read(path, new ImportOptions { Format = DatasetFormat.Csv }),
    };

    public void Dispose() => _folder.Delete(recursive: true);

    [SkippableTheory]
    [MemberData(nameof(Readers))]
    public void Every_reader_refuses_a_pipe_at_once(string reader)
    {
        var pipe = MakePipe("data.csv");
        Assert.Equal("FileNotRegular", Assert.Throws<MnistPSException>(() => s_readers[reader](pipe)).ErrorId);
    }

    [SkippableTheory]
    [MemberData(nameof(Readers))]
    public void Every_reader_refuses_a_device_a_socket_and_links_to_them(string reader)
    {
        Skip.If(OperatingSystem.IsWindows());
        var path = Path.Combine(_folder.FullName, "socket");
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(path));
        foreach (var special in new[] { "/dev/zero", "/dev/null", path, Link("to-device", "/dev/zero"), Link("to-socket", path) })
            Assert.Equal("FileNotRegular", Assert.Throws<MnistPSException>(() => s_readers[reader](special)).ErrorId);
    }

    [SkippableFact]
    public void A_link_to_a_regular_file_is_followed()
    {
        Skip.If(OperatingSystem.IsWindows());
        var file = Path.Combine(_folder.FullName, "text");
        File.WriteAllText(file, "content");
        using var stream = RegularFile.OpenRead(Link("link", file));
        Assert.Equal(7, stream.Length);
    }

    [Fact]
    public void What_is_not_there_is_the_systems_own_error() =>
        Assert.Throws<FileNotFoundException>(() => RegularFile.OpenRead(Path.Combine(_folder.FullName, "none")));

    [SkippableFact]
    public void Each_folder_is_walked_through_once_whatever_links_lead_where()
    {
        Skip.If(OperatingSystem.IsWindows());
        var inner = _folder.CreateSubdirectory("a").CreateSubdirectory("b");
        Directory.CreateSymbolicLink(Path.Combine(inner.FullName, "up"), _folder.FullName);
        Directory.CreateSymbolicLink(Path.Combine(inner.FullName, "up-too"), "../..");
        Directory.CreateSymbolicLink(Path.Combine(_folder.FullName, "a-too"), "a");
        Directory.CreateSymbolicLink(Path.Combine(_folder.FullName, "self"), "self");
        var walked = FolderWalk.Folders(_folder.FullName, _ => true, null, CancellationToken.None);
        Assert.Equal([".", "a", "a/b"], walked.Select(path => Path.GetRelativePath(_folder.FullName, path)));
    }

    [Fact]
    public void A_walk_can_be_stopped()
    {
        using var stopped = new CancellationTokenSource();
        stopped.Cancel();
        Assert.Throws<OperationCanceledException>(
            () => FolderWalk.Folders(_folder.FullName, _ => true, null, stopped.Token).Count());
    }

    private string Link(string name, string target)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.CreateSymbolicLink(path, target);
        return path;
    }

    private string MakePipe(string name)
    {
        Skip.If(OperatingSystem.IsWindows());
        var path = Path.Combine(_folder.FullName, name);
        using var process = Process.Start("mkfifo", [path]);
        process.WaitForExit();
        return path;
    }
}
