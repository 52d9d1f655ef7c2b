namespace MnistPS.Data;

/// <summary>Joins datasets, one after the other.</summary>
public static class DatasetJoin
{
    /// <summary>Makes one dataset of several.</summary>
    /// <param name="datasets">At least one; all of the same image size and the same classes.</param>
    /// <returns>All images in order, copied; flat and one-hot as the first one is.</returns>
    /// <exception cref="MnistPSException">
    /// They differ in size (<c>ImageShapeMismatch</c>), number of classes (<c>ClassCountMismatch</c>) or names of classes
    /// (<c>ClassNameMismatch</c>), or are too large together (<c>DatasetTooLarge</c>).
    /// </exception>
    public static DigitDataset Join(IReadOnlyList<DigitDataset> datasets)
    {
        var first = datasets[0];
        foreach (var other in datasets)
            CheckAlike(first, other);
        CheckSize(datasets);
        var joined = new DigitDataset(
            Concatenate(datasets, dataset => dataset.Pixels),
            Concatenate(datasets, dataset => dataset.Labels),
            first.ImageShape[0],
            first.ImageShape[1],
            first.ClassCount)
        {
            Split = first.Split,
            Source = string.Join(" + ", datasets.Select(dataset => dataset.Source).Distinct()),
            ClassNames = first.ClassNames,
            ImagePaths = Paths(datasets),
        };
        joined = first.IsFlat ? joined.Flatten() : joined;
        return first.IsOneHot ? joined.ToOneHot() : joined;
    }

    private static void CheckAlike(DigitDataset first, DigitDataset other)
    {
        if (!other.ImageShape.Equals(first.ImageShape))
            throw new MnistPSException(
                "ImageShapeMismatch",
                ErrorKind.InvalidArgument,
                $"The images of '{other.Source}' are {other.ImageShape}, those of '{first.Source}' {first.ImageShape}. "
                + "Only images of the same size can be in one dataset.");
        if (other.ClassCount != first.ClassCount)
            throw new MnistPSException(
                "ClassCountMismatch",
                ErrorKind.InvalidArgument,
                $"'{other.Source}' has {other.ClassCount} classes, '{first.Source}' {first.ClassCount}.");
        if (!Names(other).SequenceEqual(Names(first)))
            throw new MnistPSException(
                "ClassNameMismatch",
                ErrorKind.InvalidArgument,
                $"The classes of '{other.Source}' are {string.Join(", ", Names(other))}, those of '{first.Source}' "
                + $"{string.Join(", ", Names(first))}.");
    }

    private static void CheckSize(IReadOnlyList<DigitDataset> datasets)
    {
        var size = datasets.Sum(dataset => (long)dataset.Pixels.Length);
        if (size > Array.MaxLength)
            throw new MnistPSException(
                "DatasetTooLarge",
                ErrorKind.InvalidArgument,
                $"Together they have {size:N0} pixels; one dataset holds at most {Array.MaxLength:N0}.");
    }

    private static IEnumerable<string> Names(DigitDataset dataset) =>
        dataset.ClassNames ?? Enumerable.Range(0, dataset.ClassCount).Select(label => $"{label}");

    private static byte[] Concatenate(IReadOnlyList<DigitDataset> datasets, Func<DigitDataset, ReadOnlyMemory<byte>> part)
    {
        var all = GC.AllocateUninitializedArray<byte>(datasets.Sum(dataset => part(dataset).Length));
        var place = 0;
        foreach (var dataset in datasets)
        {
            part(dataset).Span.CopyTo(all.AsSpan(place));
            place += part(dataset).Length;
        }

        return all;
    }

    // Once one of them knows its files, the images of the others are told by where their dataset came from.
    private static string[] Paths(IReadOnlyList<DigitDataset> datasets) => datasets.All(dataset => dataset.ImagePaths.IsEmpty)
        ? []
        : [.. datasets.SelectMany(dataset => dataset.ImagePaths.IsEmpty
            ? Enumerable.Repeat(dataset.Source, dataset.Count)
            : dataset.ImagePaths.ToArray())];
}
