using MnistPS.Numerics;

namespace MnistPS.Data;

/// <summary>Which images of a dataset are wanted.</summary>
public sealed record ImageSelection
{
    /// <summary>Images by number, in this order; null for all.</summary>
    public IReadOnlyList<int>? Indices { get; init; }

    /// <summary>Only images with one of these labels; null for any.</summary>
    public IReadOnlyCollection<int>? Labels { get; init; }

    /// <summary>At most so many; null for all.</summary>
    public int? Count { get; init; }

    /// <summary>Whether to take them in random order, none twice.</summary>
    public bool Random { get; init; }

    /// <summary>What the random order depends on.</summary>
    public long Seed { get; init; }

    /// <summary>The numbers of the images that are wanted.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <returns>Indices into the dataset. An index that it has no image for is passed on, to be reported where it is
    /// used.</returns>
    public IEnumerable<int> Choose(DigitDataset dataset)
    {
        var indices = Indices ?? Enumerable.Range(0, dataset.Count);
        if (Labels is not null)
            indices = indices.Where(index => IsOutside(dataset, index) || Labels.Contains(dataset.Labels.Span[index]));
        if (Random)
            indices = Shuffle(indices);
        return Count is { } count ? indices.Take(count) : indices;
    }

    /// <summary>Labels that are asked for and that no image of the dataset can have.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <returns>The labels.</returns>
    public IEnumerable<int> UnknownLabels(DigitDataset dataset) =>
        Labels is null ? [] : Labels.Where(label => label < 0 || label >= dataset.ClassCount);

    private static bool IsOutside(DigitDataset dataset, int index) => index < 0 || index >= dataset.Count;

    private int[] Shuffle(IEnumerable<int> indices)
    {
        var shuffled = indices.ToArray();
        new RandomStream(Seed).Shuffle(shuffled);
        return shuffled;
    }
}
