namespace MnistPS.Files;

/// <summary>
/// Opens files to read, and only regular ones: a pipe would wait for ever, and a device need not end. Everything that reads
/// a file of the user's opens it here.
/// </summary>
internal static class RegularFile
{
    private const int UsualBuffer = 4096;

    /// <summary>Opens a file to read.</summary>
    /// <param name="path">The file; links are followed.</param>
    /// <param name="bufferSize">Bytes of the stream's own buffer; 1 for none, where large pieces are read.</param>
    /// <returns>The stream.</returns>
    /// <exception cref="MnistPSException">It is a pipe, a socket or a device (<c>FileNotRegular</c>).</exception>
    /// <exception cref="IOException">It cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read, or is a folder.</exception>
    internal static FileStream OpenRead(string path, int bufferSize = UsualBuffer)
    {
        Require(path);
        return new FileStream(
            path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize, FileOptions.SequentialScan);
    }

    /// <summary>Refuses what is there and is neither a regular file nor a folder.</summary>
    /// <param name="path">The path; links are followed.</param>
    /// <exception cref="MnistPSException">It is a pipe, a socket or a device (<c>FileNotRegular</c>).</exception>
    internal static void Require(string path)
    {
        if (FileStatus.Of(path).Kind == FileKind.Special)
            throw new MnistPSException(
                "FileNotRegular",
                ErrorKind.InvalidArgument,
                $"'{path}' is a pipe, a socket or a device. Only regular files are read: copy what it gives into a file first.");
    }
}
