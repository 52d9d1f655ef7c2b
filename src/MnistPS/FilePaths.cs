using System.Collections.ObjectModel;
using System.Management.Automation;

namespace MnistPS;

/// <summary>Resolves the two ways in which PowerShell names files: with wildcards and literally.</summary>
internal static class FilePaths
{
    /// <summary>Finds the files that exist. Reports those that do not, one error each.</summary>
    /// <param name="cmdlet">The cmdlet that asks.</param>
    /// <param name="paths">The paths.</param>
    /// <param name="literal">Whether wildcards are ordinary characters.</param>
    /// <param name="foldersToo">Whether a folder will do as well as a file.</param>
    /// <returns>Full paths.</returns>
    internal static IEnumerable<string> ResolveExisting(
        PSCmdlet cmdlet, IEnumerable<string> paths, bool literal, bool foldersToo = false)
    {
        foreach (var path in paths)
        {
            foreach (var file in ResolveOne(cmdlet, path, literal))
            {
                if (File.Exists(file) || (foldersToo && Directory.Exists(file)))
                    yield return file;
                else
                    cmdlet.WriteError(NotAFile(file));
            }
        }
    }

    /// <summary>The full path of a file that is to be written; it need not exist.</summary>
    /// <param name="cmdlet">The cmdlet that asks.</param>
    /// <param name="path">The path.</param>
    /// <returns>The full path.</returns>
    internal static string ResolveNew(PSCmdlet cmdlet, string path)
    {
        var full = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _);
        if (provider.Name != "FileSystem")
            throw new MnistPSException(
                "PathNotInFileSystem",
                ErrorKind.InvalidArgument,
                $"'{path}' is of the provider {provider.Name}. Give a path in the file system.");
        var folder = Path.GetDirectoryName(full);
        if (!Directory.Exists(folder))
            throw new MnistPSException(
                "FolderNotFound",
                ErrorKind.ObjectNotFound,
                $"The folder '{folder}' of '{path}' does not exist. Make it with New-Item -ItemType Directory.");
        return full;
    }

    /// <summary>The full path of a file that is to be written, never that of a folder.</summary>
    /// <param name="cmdlet">The cmdlet that asks.</param>
    /// <param name="path">The path.</param>
    /// <returns>The full path.</returns>
    internal static string ResolveNewFile(PSCmdlet cmdlet, string path)
    {
        var full = ResolveNew(cmdlet, path);
        if (Directory.Exists(full))
            throw new MnistPSException(
                "PathIsFolder", ErrorKind.InvalidArgument, $"'{full}' is a folder. Give the path of a file in it.");
        return full;
    }

    /// <summary>The full path of a file that is to be read, in which every character stands for itself.</summary>
    /// <param name="cmdlet">The cmdlet that asks.</param>
    /// <param name="path">The path.</param>
    /// <returns>The full path.</returns>
    internal static string ResolveFile(PSCmdlet cmdlet, string path)
    {
        var full = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path);
        if (Directory.Exists(full))
            throw new MnistPSException("PathIsFolder", ErrorKind.InvalidArgument, $"'{full}' is a folder. Give a file.");
        if (!File.Exists(full))
            throw new MnistPSException("PathNotFound", ErrorKind.ObjectNotFound, $"The file '{full}' does not exist.");
        return full;
    }

    private static Collection<string> ResolveOne(PSCmdlet cmdlet, string path, bool literal)
    {
        try
        {
            return literal
                ? [cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path)]
                : cmdlet.GetResolvedProviderPathFromPSPath(path, out _);
        }
        catch (Exception error) when (error is ItemNotFoundException or System.Management.Automation.DriveNotFoundException
            or ProviderNotFoundException or NotSupportedException)
        {
            cmdlet.WriteError(ErrorRecords.Create("PathNotFound", ErrorCategory.ObjectNotFound, error.Message, path));
            return [];
        }
    }

    private static ErrorRecord NotAFile(string path) => Directory.Exists(path)
        ? ErrorRecords.Create(
            "PathIsFolder",
            ErrorCategory.InvalidArgument,
            $"'{path}' is a folder. Give a file, or a wildcard such as {Path.Combine(path, "*")}.",
            path)
        : ErrorRecords.Create(
            "PathNotFound", ErrorCategory.ObjectNotFound, $"The file '{path}' does not exist.", path);
}
