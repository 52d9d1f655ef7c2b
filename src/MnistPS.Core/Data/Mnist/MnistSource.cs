namespace MnistPS.Data.Mnist;

/// <summary>
/// Finds MNIST: in the folder that <c>MNISTPS_DATA</c> names, in the cache, on a server; what it is not sure of, it
/// checks. A folder that the user names outright is read by <see cref="MnistFolder"/>.
/// </summary>
public sealed class MnistSource
{
    private readonly MnistPlaces _places;
    private readonly DownloadOptions _downloadOptions;

    /// <summary>Makes a source.</summary>
    /// <param name="places">Where to look.</param>
    /// <param name="downloadOptions">How patient a download is.</param>
    public MnistSource(MnistPlaces places, DownloadOptions? downloadOptions = null) =>
        (_places, _downloadOptions) = (places, downloadOptions ?? new DownloadOptions());

    /// <summary>
    /// The folder on this machine that holds the files: that of <c>MNISTPS_DATA</c> where it has any of them, else the
    /// cache.
    /// </summary>
    /// <param name="splits">Which parts are needed.</param>
    /// <returns>The folder, or null where the files have to be downloaded.</returns>
    public string? FindFolder(MnistSplits splits)
    {
        if (_places.DataFolder is { } data && MnistFile.Of(splits).Any(file => file.FindIn(data) is not null))
            return data;
        return MnistFolder.IsComplete(_places.CacheFolder, splits) ? _places.CacheFolder : null;
    }

    /// <summary>
    /// Reads parts of MNIST that lie on this machine.
    /// </summary>
    /// <param name="splits">Which parts.</param>
    /// <param name="checksum">Whether the folder of <c>MNISTPS_DATA</c> must hold a known data set; the cache always
    /// must.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>A dataset per part; null where they are not here, or what the cache holds is damaged.</returns>
    /// <exception cref="MnistPSException">As for <see cref="MnistFolder.Read"/>.</exception>
    public IReadOnlyList<DigitDataset>? TryRead(
        MnistSplits splits, bool checksum = true, CancellationToken cancellationToken = default)
    {
        var folder = FindFolder(splits);
        if (folder is null)
            return null;
        if (folder != _places.CacheFolder)
            return MnistFolder.Read(folder, splits, checksum, cancellationToken);
        try
        {
            return MnistFolder.Read(folder, splits, checksum: true, cancellationToken);
        }
        catch (MnistPSException error) when (error.Kind == ErrorKind.InvalidData)
        {
            // Nobody but this class writes there: a damaged file is no loss, and the next download replaces it.
            return null;
        }
    }

    /// <summary>Downloads what the cache lacks.</summary>
    /// <param name="splits">Which parts are needed.</param>
    /// <param name="progress">Is told how far the download is; from another thread.</param>
    /// <param name="cancellationToken">Stops the download.</param>
    /// <returns>Nothing; completes when all files are in the cache.</returns>
    /// <exception cref="MnistPSException">
    /// No server sent what it should (<c>MnistNotAvailable</c>), or the cache cannot be written
    /// (<c>CacheNotWritable</c>).
    /// </exception>
    public async Task DownloadAsync(
        MnistSplits splits, IProgress<DownloadProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var missing = MnistFile.Of(splits).Where(file => !IsCached(file)).ToList();
        try
        {
            await new MnistDownloader(_places.Mirrors, _downloadOptions)
                .DownloadAsync(missing, _places.CacheFolder, progress, cancellationToken).ConfigureAwait(false);
        }
        catch (MnistDownloadException error)
        {
            throw NotAvailable(error.Attempts, error);
        }
    }

    /// <summary>The error that says where MNIST was looked for, and what to do.</summary>
    /// <param name="attempts">What came of the download, or why there was none.</param>
    /// <param name="cause">What failed last, if anything did.</param>
    /// <returns>The error, <c>MnistNotAvailable</c>.</returns>
    public MnistPSException NotAvailable(IReadOnlyList<string> attempts, Exception? cause = null)
    {
        string[] places =
        [
            _places.DataFolder is { } data
                ? $"  - {data} ({MnistPlaces.DataVariable}): none of its files there"
                : $"  - the environment variable {MnistPlaces.DataVariable}: not set",
            $"  - {_places.CacheFolder} (the cache): not all of its files there, unharmed",
        ];
        return new MnistPSException(
            "MnistNotAvailable",
            ErrorKind.ConnectionError,
            [
                "MNIST is not on this machine and could not be downloaded. Looked for in:",
                .. places,
                .. attempts.Distinct().Select(attempt => $"  - {attempt}"),
                $"What helps: copy the four files ({string.Join(", ", MnistFile.All.Select(file => file.CompressedName))}) into a "
                    + $"folder, which {MnistPlaces.DataVariable} may name; or set {MnistPlaces.MirrorsVariable} to the address of a "
                    + "server that can be reached.",
            ],
            cause);
    }

    private bool IsCached(MnistFile file)
    {
        var path = file.FindIn(_places.CacheFolder);
        if (path is null)
            return false;
        try
        {
            return IdxFile.Read(path).Sha256 == file.Sha256;
        }
        catch (Exception error) when (error is MnistPSException or IOException)
        {
            return false;
        }
    }
}
