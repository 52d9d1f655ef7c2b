using MnistPS.Files;

namespace MnistPS.Imaging.Writing;

/// <summary>
/// Chooses the files for pictures that come one after the other: the one file that was named, or a file for each in a folder.
/// No picture that was read is replaced, whatever the ways that lead to it.
/// </summary>
public sealed class PictureFiles
{
    private readonly string _path;
    private readonly HashSet<string> _written = new(
        OperatingSystem.IsLinux() ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase);

    private readonly HashSet<FileStatus> _read = [];

    /// <summary>Names the file or the folder.</summary>
    /// <param name="path">Full path of a file; or of a folder, which is one that exists, or has no ending.</param>
    public PictureFiles(string path)
    {
        _path = path;
        var kind = FileStatus.Of(path).Kind;
        IsFolder = kind == FileKind.Folder || (kind == FileKind.None && !Path.HasExtension(path));
    }

    /// <summary>Whether each picture gets a name of its own.</summary>
    public bool IsFolder { get; }

    /// <summary>How many have been written.</summary>
    public int Count => _written.Count;

    /// <summary>Chooses the file of the next picture.</summary>
    /// <param name="name">The name that it gets in a folder.</param>
    /// <param name="source">The file or folder that it was read from; null if there is none.</param>
    /// <returns>Full path.</returns>
    /// <exception cref="MnistPSException">
    /// The file was written for another picture (<c>SeveralImagesOneFile</c>), or is one that was read
    /// (<c>PictureWouldBeReplaced</c>).
    /// </exception>
    public string Choose(string name, string? source)
    {
        var path = IsFolder ? Unused(Path.Combine(_path, name)) : _path;
        if (_written.Contains(path))
            throw new MnistPSException(
                "SeveralImagesOneFile",
                ErrorKind.InvalidArgument,
                $"'{path}' was written for another image before. Several images need the path of a folder.");
        if (source is not null)
            _read.Add(FileStatus.Of(source));
        RefuseReplacing(path, _read);
        return path;
    }

    /// <summary>Writes a picture into the file that was chosen; makes the folder where it is missing.</summary>
    /// <param name="path">The chosen file.</param>
    /// <param name="write">Writes it.</param>
    public void Write(string path, Action<string> write)
    {
        if (IsFolder)
            Directory.CreateDirectory(_path);
        write(path);
        _written.Add(path);
    }

    /// <summary>Refuses to replace what was read, by whatever name or link.</summary>
    /// <param name="path">The file that is to be written.</param>
    /// <param name="source">The file that was read.</param>
    /// <exception cref="MnistPSException">The one is the other (<c>PictureWouldBeReplaced</c>).</exception>
    internal static void RefuseReplacing(string path, string source) => RefuseReplacing(path, [FileStatus.Of(source)]);

    private static void RefuseReplacing(string path, HashSet<FileStatus> read)
    {
        var status = FileStatus.Of(path);
        if (status.Kind != FileKind.Regular)
            return;
        if (read.Contains(status) || Parents(RealPath.Of(path)).Any(folder => read.Contains(FileStatus.Of(folder))))
            throw new MnistPSException(
                "PictureWouldBeReplaced",
                ErrorKind.InvalidArgument,
                $"'{path}' is what was read, or lies in the folder that was read, and would be replaced. Give another name, "
                + "or another folder.");
    }

    private static IEnumerable<string> Parents(string path)
    {
        for (var parent = Path.GetDirectoryName(path); parent is not null; parent = Path.GetDirectoryName(parent))
            yield return parent;
    }

    // Pictures of the same name from different folders, or digits of different datasets.
    private string Unused(string path)
    {
        var unused = path;
        for (var number = 2; _written.Contains(unused); number++)
            unused = $"{Path.ChangeExtension(path, null)}-{number}{Path.GetExtension(path)}";
        return unused;
    }
}
