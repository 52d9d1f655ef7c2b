namespace MnistPS.Formats;

/// <summary>Writes files so that a reader, or a crash, never meets half of one.</summary>
public static class AtomicFile
{
    /// <summary>Writes under a temporary name in the same folder, and renames.</summary>
    /// <param name="path">Path of the file; one that is there is replaced.</param>
    /// <param name="write">Writes the content.</param>
    public static void Write(string path, Action<Stream> write)
    {
        var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception error)
        {
            File.Delete(temporary);

            // The system's own words name the temporary file, which the user has never heard of.
            if (error is UnauthorizedAccessException)
                throw new UnauthorizedAccessException($"'{path}' cannot be written: access to it or its folder is denied.", error);
            throw;
        }
    }
}
