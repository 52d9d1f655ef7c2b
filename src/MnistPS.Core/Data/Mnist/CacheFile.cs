namespace MnistPS.Data.Mnist;

/// <summary>
/// Puts files into the cache in one step: a reader, or another process that downloads too, finds a whole file or none.
/// </summary>
internal static class CacheFile
{
    private const string UnfinishedExtension = ".unfinished";
    private static readonly TimeSpan LongestDownload = TimeSpan.FromDays(1);

    /// <summary>Writes a file.</summary>
    /// <param name="folder">Where; made where it does not exist.</param>
    /// <param name="name">Its name; a file of that name is replaced.</param>
    /// <param name="content">What it holds.</param>
    /// <param name="cancellationToken">Stops the writing: nothing is left.</param>
    /// <returns>Nothing; completes when the file is in place.</returns>
    /// <exception cref="MnistPSException">It cannot be written (<c>CacheNotWritable</c>).</exception>
    internal static async Task WriteAsync(
        string folder, string name, MnistFileContent content, CancellationToken cancellationToken)
    {
        var unfinished = Path.Combine(folder, $"{name}.{Guid.NewGuid():N}{UnfinishedExtension}");
        try
        {
            Directory.CreateDirectory(folder);
            DeleteLeftovers(folder);
            await File.WriteAllBytesAsync(unfinished, content.Bytes, cancellationToken).ConfigureAwait(false);
            File.Move(unfinished, Path.Combine(folder, name), overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new MnistPSException(
                "CacheNotWritable",
                ErrorKind.WriteError,
                $"MNIST was downloaded, but could not be written to the cache '{folder}': {error.Message} Make room or "
                + "give access there, or choose another place with the environment variable XDG_CACHE_HOME.",
                error);
        }
        finally
        {
            TryDelete(unfinished);
        }
    }

    // A process that was killed could not clean up; one that is still at work is left alone.
    private static void DeleteLeftovers(string folder)
    {
        foreach (var path in Directory.EnumerateFiles(folder, "*" + UnfinishedExtension))
        {
            if (File.GetLastWriteTimeUtc(path) < DateTime.UtcNow - LongestDownload)
                TryDelete(path);
        }
    }

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It is only in the way of nothing.
        }
    }
}
