namespace MnistPS.Files;

/// <summary>
/// Writes files so that a reader, or a crash, never meets half of one: under a temporary name in the same folder, and then
/// in one move. Otherwise it does as PowerShell's own writers do: links are followed, the mode of a file that is there stays,
/// and one that is read-only is not replaced unless that is asked for.
/// </summary>
public static class AtomicFile
{
    /// <summary>The ending of what was not finished, because the process was killed.</summary>
    public const string UnfinishedExtension = ".unfinished";

    private const UnixFileMode Writable = UnixFileMode.UserWrite | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Finds out whether a file may be written, before there is anything to write.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="options">What may happen to a file that is there.</param>
    /// <exception cref="MnistPSException">
    /// It may not: the folder is missing (<c>FolderNotFound</c>), the path is that of a folder (<c>PathIsFolder</c>) or of a
    /// device, pipe or socket (<c>FileNotRegular</c>), or a file is there that is to stay (<c>FileExists</c>) or is read-only
    /// (<c>FileReadOnly</c>).
    /// </exception>
    public static void Check(string path, FileWriteOptions? options = null) =>
        _ = Find(path, options ?? FileWriteOptions.Default);

    /// <summary>Writes a file: it is there whole and on the disk, or not at all.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="write">Writes the content.</param>
    /// <param name="options">What may happen to a file that is there. Default: it is replaced unless it is read-only.</param>
    /// <exception cref="MnistPSException">As for <see cref="Check"/>.</exception>
    /// <exception cref="IOException">The file system refuses, or is full; the message names the file.</exception>
    /// <exception cref="UnauthorizedAccessException">Access is denied; the message names the file.</exception>
    public static void Write(string path, Action<Stream> write, FileWriteOptions? options = null)
    {
        options ??= FileWriteOptions.Default;
        var target = Find(path, options);
        var temporary = Path.Combine(Path.GetDirectoryName(target)!, $"{Guid.NewGuid():N}{UnfinishedExtension}");
        try
        {
            WriteWhole(temporary, target, write);
            Replace(temporary, target, options);
        }
        catch (Exception error)
        {
            TryDelete(temporary);
            throw options.KeepExisting && error is IOException && File.Exists(target) ? Exists(path) : Renamed(error, temporary, path);
        }
    }

    /// <summary>Deletes a file if that is possible.</summary>
    /// <param name="path">Path of the file.</param>
    internal static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Another error is on its way, or nobody needs the file any more.
        }
    }

    private static void WriteWhole(string temporary, string target, Action<Stream> write)
    {
        // Nobody else sees the content before the mode of the file that is there is known to hold.
        var keepsMode = !OperatingSystem.IsWindows() && File.Exists(target);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (keepsMode && !OperatingSystem.IsWindows())
            options.UnixCreateMode = Private;
        using var stream = new FileStream(temporary, options);
        write(stream);
        stream.Flush(flushToDisk: true);
        if (keepsMode && !OperatingSystem.IsWindows())
            File.SetUnixFileMode(stream.SafeFileHandle, File.GetUnixFileMode(target));
    }

    private static void Replace(string temporary, string target, FileWriteOptions options)
    {
        // Windows, unlike Unix, lets nobody move a file over one that is read-only.
        FileAttributes? attributes = OperatingSystem.IsWindows() && File.Exists(target) ? File.GetAttributes(target) : null;
        if (attributes is { } kept)
            File.SetAttributes(target, kept & ~FileAttributes.ReadOnly);
        File.Move(temporary, target, overwrite: !options.KeepExisting);
        if (attributes is { } again)
            File.SetAttributes(target, again);
    }

    // The file that is written in the end, all links followed.
    private static string Find(string path, FileWriteOptions options)
    {
        var status = FileStatus.Of(path);
        if (status.Kind == FileKind.Folder)
            throw Error("PathIsFolder", ErrorKind.InvalidArgument, $"'{path}' is a folder, not a file.");
        if (status.Kind == FileKind.Special)
            throw Error("FileNotRegular", ErrorKind.InvalidArgument, $"'{path}' is a device, a pipe or a socket, not a file.");
        var target = RealPath.Of(path);
        if (!Directory.Exists(Path.GetDirectoryName(target)))
            throw Error("FolderNotFound", ErrorKind.ObjectNotFound, $"The folder '{Path.GetDirectoryName(target)}' of '{path}' does not exist.");
        if (status.Kind == FileKind.Regular)
            CheckExisting(path, target, options);
        return target;
    }

    private static void CheckExisting(string path, string target, FileWriteOptions options)
    {
        if (options.KeepExisting)
            throw Exists(path);
        if (IsReadOnly(target))
        {
            if (!options.ReplaceReadOnly)
                throw Error("FileReadOnly", ErrorKind.PermissionDenied, $"'{path}' is read-only.");
            return;
        }

        // Who may not change a file may not replace it either, even where the folder is open to all.
        using var handle = File.OpenHandle(target, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
    }

    // The superuser may write everything: what counts is what the owner has decided.
    private static bool IsReadOnly(string path) => OperatingSystem.IsWindows()
        ? File.GetAttributes(path).HasFlag(FileAttributes.ReadOnly)
        : (File.GetUnixFileMode(path) & Writable) == 0;

    private static MnistPSException Exists(string path) => Error("FileExists", ErrorKind.ResourceExists, $"'{path}' exists.");

    // The system's own words name the temporary file, which the user has never heard of.
    private static Exception Renamed(Exception error, string temporary, string path)
    {
        var message = error.Message.Replace(temporary, path, StringComparison.Ordinal);
        return error switch
        {
            UnauthorizedAccessException => new UnauthorizedAccessException(message, error),
            IOException => new IOException(message, error),
            _ => error,
        };
    }

    private static MnistPSException Error(string id, ErrorKind kind, string message) => new(id, kind, message);
}
