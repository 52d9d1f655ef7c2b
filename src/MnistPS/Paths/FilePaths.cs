using System.Management.Automation;
using MnistPS.Files;

namespace MnistPS.Paths;

/// <summary>Resolves the ways in which PowerShell names files: with wildcards, literally, and for files that are to be.</summary>
internal static class FilePaths
{
    private const string FileSystem = "FileSystem";

    /// <summary>Finds what a path stands for.</summary>
    /// <param name="cmdlet">The cmdlet that asks.</param>
    /// <param name="path">The path.</param>
    /// <param name="literal">Whether wildcards are ordinary characters.</param>
    /// <returns>Full paths in the file system. Of a literal path, what it names may be missing.</returns>
    /// <exception cref="MnistPSException">
    /// Nothing is there (<c>PathNotFound</c>), or not in the file system (<c>PathNotInFileSystem</c>).
    /// </exception>
    internal static IReadOnlyList<string> Resolve(PSCmdlet cmdlet, string path, bool literal)
    {
        try
        {
            var paths = literal
                ? [cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _)]
                : cmdlet.SessionState.Path.GetResolvedProviderPathFromPSPath(path, out provider);
            CheckProvider(provider, path);
            return paths;
        }
        catch (Exception error) when (error is ItemNotFoundException or System.Management.Automation.DriveNotFoundException
            or ProviderNotFoundException or NotSupportedException)
        {
            throw new MnistPSException("PathNotFound", ErrorKind.ObjectNotFound, error.Message, error);
        }
    }

    /// <summary>The full path of a file that is to be written; it need not exist.</summary>
    /// <param name="cmdlet">The cmdlet that asks.</param>
    /// <param name="path">The path.</param>
    /// <returns>The full path.</returns>
    /// <exception cref="MnistPSException">
    /// Its folder is missing (<c>FolderNotFound</c>), or not in the file system (<c>PathNotInFileSystem</c>).
    /// </exception>
    internal static string ResolveNew(PSCmdlet cmdlet, string path)
    {
        var full = Resolve(cmdlet, path, literal: true)[0];
        var folder = Path.GetDirectoryName(full);
        if (folder is not null && !Directory.Exists(folder))
            throw new MnistPSException(
                "FolderNotFound", ErrorKind.ObjectNotFound, $"The folder '{folder}' of '{path}' does not exist.");
        return full;
    }

    /// <summary>The full path of a file that is to be read, in which every character stands for itself.</summary>
    /// <param name="cmdlet">The cmdlet that asks.</param>
    /// <param name="path">The path.</param>
    /// <returns>The full path.</returns>
    /// <exception cref="MnistPSException">As for <see cref="CheckReadable"/>.</exception>
    internal static string ResolveFile(PSCmdlet cmdlet, string path)
    {
        var full = Resolve(cmdlet, path, literal: true)[0];
        CheckReadable(full, foldersToo: false);
        return full;
    }

    /// <summary>Makes sure that something can be read.</summary>
    /// <param name="path">Full path.</param>
    /// <param name="foldersToo">Whether a folder will do as well as a file.</param>
    /// <exception cref="MnistPSException">
    /// It is missing (<c>PathNotFound</c>), a folder (<c>PathIsFolder</c>), or a device, a pipe or a socket, which might keep
    /// the session waiting for ever (<c>FileNotRegular</c>).
    /// </exception>
    internal static void CheckReadable(string path, bool foldersToo)
    {
        var kind = FileStatus.Of(path).Kind;
        if (kind == FileKind.None)
            throw new MnistPSException("PathNotFound", ErrorKind.ObjectNotFound, $"The file '{path}' does not exist.");
        if (kind == FileKind.Folder && !foldersToo)
            throw new MnistPSException("PathIsFolder", ErrorKind.InvalidArgument, $"'{path}' is a folder, not a file.");
        if (kind == FileKind.Special)
            throw new MnistPSException(
                "FileNotRegular", ErrorKind.InvalidArgument, $"'{path}' is a device, a pipe or a socket, not a file.");
    }

    private static void CheckProvider(ProviderInfo provider, string path)
    {
        if (provider.Name != FileSystem)
            throw new MnistPSException(
                "PathNotInFileSystem",
                ErrorKind.InvalidArgument,
                $"'{path}' is of the provider {provider.Name}. Give a path in the file system.");
    }
}
