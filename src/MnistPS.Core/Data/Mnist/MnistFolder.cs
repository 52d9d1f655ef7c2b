namespace MnistPS.Data.Mnist;

/// <summary>A folder with MNIST's files, or those of a data set of the same format.</summary>
public static class MnistFolder
{
    private const int UsualClassCount = 10;
    private const int ImageAxes = 3;

    /// <summary>Reads parts of the data set, all files at the same time.</summary>
    /// <param name="folder">Holds the files, compressed with gzip or not.</param>
    /// <param name="splits">Which parts.</param>
    /// <param name="checksum">Whether the content must be that of a known data set: MNIST, Fashion-MNIST or
    /// KMNIST.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>A dataset per part, training images first.</returns>
    /// <exception cref="MnistPSException">
    /// A file is missing (<c>MnistFileMissing</c>), not what it should be (<c>MnistChecksumMismatch</c>), or damaged
    /// (<c>IdxCountMismatch</c>, <c>IdxDimensionMismatch</c>, and the errors of <see cref="IdxFile"/>).
    /// </exception>
    /// <exception cref="OperationCanceledException">The reading was stopped.</exception>
    public static IReadOnlyList<DigitDataset> Read(
        string folder, MnistSplits splits, bool checksum = true, CancellationToken cancellationToken = default)
    {
        var files = MnistFile.Of(splits);
        CheckFiles(folder, files);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var reading = files.ToDictionary(file => file, file => Task.Run(
            () => ReadFile(file, file.FindIn(folder)!, checksum, stop), CancellationToken.None));
        WaitForAll(reading.Values, cancellationToken);
        var contents = reading.ToDictionary(pair => pair.Key, pair => pair.Value.Result);
        return [.. Pairs(splits).Select(pair => Join(folder, contents[pair.Images], contents[pair.Labels]))];
    }

    /// <summary>Whether a folder holds all files of some parts.</summary>
    /// <param name="folder">A path, of a folder or of nothing.</param>
    /// <param name="splits">Which parts.</param>
    /// <returns>Whether it does.</returns>
    public static bool IsComplete(string folder, MnistSplits splits) =>
        MnistFile.Of(splits).All(file => file.FindIn(folder) is not null);

    private static void CheckFiles(string folder, IReadOnlyList<MnistFile> files)
    {
        var missing = files.Where(file => file.FindIn(folder) is null).Select(file => file.Name).ToList();
        if (missing.Count > 0)
            throw new MnistPSException(
                "MnistFileMissing",
                ErrorKind.ObjectNotFound,
                $"The folder '{folder}' lacks {string.Join(", ", missing)} (each may also end in .gz). "
                + "Put the files there, or name the folder that holds them.");
    }

    private static MnistContent ReadFile(MnistFile file, string path, bool checksum, CancellationTokenSource stop)
    {
        try
        {
            var array = IdxFile.Read(path, checksum, stop.Token);
            CheckShape(file, path, array);
            var known = checksum ? KnownDataset.Identify(file, path, array.Sha256) : null;
            if (checksum && known is null)
                throw Mismatch(file, path, array);
            return new MnistContent(file, path, array, known);
        }
        catch
        {
            // The first error decides: whatever the others would still read is of no use.
            stop.Cancel();
            throw;
        }
    }

    // An error of a file is what the user is told, not the stop of the others that it caused.
    private static void WaitForAll(IReadOnlyCollection<Task<MnistContent>> reading, CancellationToken cancellationToken)
    {
        Task.WhenAll(reading).ContinueWith(_ => { }, TaskScheduler.Default).Wait(CancellationToken.None);
        cancellationToken.ThrowIfCancellationRequested();
        reading.FirstOrDefault(task => task.Exception?.InnerException is not (null or OperationCanceledException))
            ?.GetAwaiter().GetResult();
    }

    private static void CheckShape(MnistFile file, string path, IdxArray array)
    {
        var axes = file.IsImages ? ImageAxes : 1;
        if (array.Shape.Count != axes)
            throw new MnistPSException(
                "IdxDimensionMismatch",
                ErrorKind.InvalidData,
                $"'{path}' has the shape {array.Shape}, not {axes} {(axes == 1 ? "axis" : "axes")}. "
                + "Are the files of images and of labels exchanged?");
    }

    private static MnistPSException Mismatch(MnistFile file, string path, IdxArray array) => new(
        "MnistChecksumMismatch",
        ErrorKind.InvalidData,
        $"'{path}' is not MNIST's file, nor that of Fashion-MNIST or KMNIST: the SHA-256 of its content is "
        + $"{array.Sha256}, MNIST's {file.Sha256}. It was altered or damaged, or is of another data set in the same format.");

    private static IEnumerable<(MnistFile Images, MnistFile Labels)> Pairs(MnistSplits splits)
    {
        if (splits.HasFlag(MnistSplits.Train))
            yield return (MnistFile.TrainImages, MnistFile.TrainLabels);
        if (splits.HasFlag(MnistSplits.Test))
            yield return (MnistFile.TestImages, MnistFile.TestLabels);
    }

    private static DigitDataset Join(string folder, MnistContent images, MnistContent labels)
    {
        var shape = images.Array.Shape;
        if (shape[0] != labels.Array.Shape[0])
            throw new MnistPSException(
                "IdxCountMismatch",
                ErrorKind.InvalidData,
                $"'{images.Path}' holds {shape[0]:N0} images and '{labels.Path}' {labels.Array.Shape[0]:N0} labels: "
                + "they do not belong together.");
        if (images.Known != labels.Known)
            throw new MnistPSException(
                "MnistFilesMixed",
                ErrorKind.InvalidData,
                $"'{images.Path}' is of {images.Known?.Name}, '{labels.Path}' of {labels.Known?.Name}: they do not "
                + "belong together.");
        var classCount = Math.Max(UsualClassCount, labels.Array.Values.Max() + 1);
        return new DigitDataset(images.Array.Values, labels.Array.Values, shape[1], shape[2], classCount)
        {
            Split = images.File.Split.ToString(),
            Source = folder,
            ClassNames = images.Known?.ClassNames,
        };
    }

    /// <summary>A file that was read.</summary>
    private sealed record MnistContent(MnistFile File, string Path, IdxArray Array, KnownDataset? Known);
}
