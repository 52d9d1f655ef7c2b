using MnistPS.Data;
using MnistPS.Imaging;
using MnistPS.Imaging.Reading;

namespace MnistPS.Import;

/// <summary>Reads a folder that holds a folder of images for each label.</summary>
internal static class ImageFolder
{
    private const int Side = PreparedImage.Side;

    /// <summary>Reads all images, on all processors, and prepares them as MNIST's were.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="options">Names and number of classes, and whether to go into folders of folders.</param>
    /// <param name="observer">Is told how it goes, and of images that cannot be read.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <returns>The images, label by label.</returns>
    /// <exception cref="MnistPSException">
    /// As for <see cref="FolderClasses.Find"/>, or there is no image that can be read (<c>DatasetEmpty</c>).
    /// </exception>
    internal static DigitDataset Read(
        string folder, ImportOptions options, IImportObserver? observer, CancellationToken cancellation)
    {
        var classes = FolderClasses.Find(folder, options, observer, cancellation);
        var files = classes.Folders.SelectMany(inner => inner.Files.Select(path => (Path: path, inner.Label))).ToList();
        var images = ReadAll(folder, files, observer, cancellation);
        if (images.Count == 0)
            throw FolderClasses.Empty(folder);
        return new DigitDataset(
            Concatenate(images), images.Select(image => image.Label).ToArray(), Side, Side, classes.Count)
        {
            Split = DatasetImport.SplitOf(folder),
            Source = folder,
            ClassNames = classes.Names,
            ImagePaths = images.Select(image => image.Path).ToArray(),
        };
    }

    // What can be read, in the order of the files; the rest is told.
    private static List<FileResult> ReadAll(
        string folder,
        List<(string Path, byte Label)> files,
        IImportObserver? observer,
        CancellationToken cancellation)
    {
        var images = new List<FileResult>();
        var done = 0;
        foreach (var read in files.AsParallel().AsOrdered().WithCancellation(cancellation)
            .WithMergeOptions(ParallelMergeOptions.NotBuffered).Select(file => ReadFile(file, cancellation)))
        {
            observer?.Advanced(folder, ++done, files.Count);
            if (read.Error is not null)
            {
                observer?.Skipped(read.Path, read.Error);
                continue;
            }

            foreach (var warning in read.Warnings)
                observer?.Warned(read.Path, warning);
            images.Add(read);
        }

        cancellation.ThrowIfCancellationRequested();
        return images;
    }

    private static FileResult ReadFile((string Path, byte Label) file, CancellationToken cancellation)
    {
        try
        {
            var prepared = DigitImagePreparation.Prepare(
                ImageReader.Read(file.Path, cancellation: cancellation), cancellation: cancellation);
            return new FileResult(file.Path, file.Label, prepared.Pixels, prepared.Warnings, null);
        }
        catch (Exception error) when (error is MnistPSException or IOException or UnauthorizedAccessException)
        {
            return new FileResult(file.Path, file.Label, [], [], error);
        }
    }

    private static byte[] Concatenate(List<FileResult> images)
    {
        var all = GC.AllocateUninitializedArray<byte>(checked(images.Count * Side * Side));
        for (var i = 0; i < images.Count; i++)
            images[i].Pixels.CopyTo(all, i * Side * Side);
        return all;
    }

    /// <summary>An image, or why there is none.</summary>
    private sealed record FileResult(
        string Path, byte Label, byte[] Pixels, IReadOnlyList<string> Warnings, Exception? Error);
}
