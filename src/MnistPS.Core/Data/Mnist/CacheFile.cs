using MnistPS.Files;

namespace MnistPS.Data.Mnist;

/// <summary>
/// Puts files into the cache in one step: a reader, or another process that downloads too, finds a whole file or none.
/// </summary>
internal static class CacheFile
{
    private static readonly TimeSpan s_longestDownload = TimeSpan.FromDays(1);

    // The cache is the module's own: what was protected there by mistake is replaced all the same.
    private static readonly FileWriteOptions s_options = new() { ReplaceReadOnly = true };

    /// <summary>Writes a file.</summary>
    /// <param name="folder">Where; made where it does not exist.</param>
    /// <param name="name">Its name; a file of that name is replaced.</param>
    /// <param name="content">What it holds.</param>
    /// <param name="cancellationToken">Stops the writing: nothing is left.</param>
    /// <exception cref="MnistPSException">It cannot be written (<c>CacheNotWritable</c>).</exception>
    internal static void Write(string folder, string name, MnistFileContent content, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            Directory.CreateDirectory(folder);
            DeleteLeftovers(folder);
            AtomicFile.Write(Path.Combine(folder, name), stream => stream.Write(content.Bytes), s_options);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or MnistPSException)
        {
            throw new MnistPSException(
                "CacheNotWritable",
                ErrorKind.WriteError,
                $"MNIST was downloaded, but could not be written to the cache '{folder}': {error.Message} Make room or "
                + "give access there, or choose another place with the environment variable XDG_CACHE_HOME.",
                error);
        }
    }

    // A process that was killed could not clean up; one that is still at work is left alone.
    private static void DeleteLeftovers(string folder)
    {
        foreach (var path in Directory.EnumerateFiles(folder, "*" + AtomicFile.UnfinishedExtension))
        {
            if (File.GetLastWriteTimeUtc(path) < DateTime.UtcNow - s_longestDownload)
                AtomicFile.TryDelete(path);
        }
    }
}
