using MnistPS.Numerics;

namespace MnistPS.Data;

/// <summary>How a dataset is taken apart in two.</summary>
public sealed record DatasetSplit
{
    /// <summary>How many images the first part gets; exactly one of this and <see cref="Fraction"/> is given.</summary>
    public int? Count { get; init; }

    /// <summary>The share of the images that the first part gets, between 0 and 1.</summary>
    public double? Fraction { get; init; }

    /// <summary>Whether both parts get the same mixture of labels, as far as whole images allow. Default: yes.</summary>
    public bool Stratified { get; init; } = true;

    /// <summary>What a random order depends on; null keeps the order, and the first part gets the first images.</summary>
    public long? Seed { get; init; }

    /// <summary>Takes a dataset apart. Each image is in one of the two parts.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <returns>Both parts.</returns>
    /// <exception cref="MnistPSException">A part would be empty (<c>SplitOutOfRange</c>).</exception>
    public (DigitDataset First, DigitDataset Second) Apply(DigitDataset dataset)
    {
        var count = FirstCount(dataset);
        var order = Enumerable.Range(0, dataset.Count).ToArray();
        if (Seed is { } seed)
            new RandomStream(seed).Shuffle(order);
        var isFirst = Stratified ? ChooseByLabel(dataset, order, count) : [.. order.Select((_, place) => place < count)];
        return (
            dataset.Pick([.. order.Where((_, place) => isFirst[place])]),
            dataset.Pick([.. order.Where((_, place) => !isFirst[place])]));
    }

    /// <summary>How many of some samples a share is: rounded to the nearest, so that 0.2 of 1,000 is 200 whatever binary fractions say.</summary>
    /// <param name="share">The share, 0 to 1.</param>
    /// <param name="samples">The samples.</param>
    /// <returns>Their number.</returns>
    internal static int CountOf(double share, int samples) => (int)Math.Round(share * samples);

    private int FirstCount(DigitDataset dataset)
    {
        if (Fraction is { } fraction && fraction is not (> 0 and < 1))
            throw new MnistPSException(
                "SplitOutOfRange", ErrorKind.InvalidArgument, $"Fraction must be above 0 and below 1; {fraction} was given.");
        var count = Count ?? CountOf(Fraction!.Value, dataset.Count);
        if (count < 1 || count >= dataset.Count)
            throw new MnistPSException(
                "SplitOutOfRange",
                ErrorKind.InvalidArgument,
                $"Of {dataset.Count:N0} images the first part would get {count:N0} and the second "
                + $"{dataset.Count - (long)count:N0}; there must be some in both.");
        return count;
    }

    // Every label gives its share; what rounding leaves over comes from the labels that lost most by it.
    private static bool[] ChooseByLabel(DigitDataset dataset, int[] order, int count)
    {
        var available = dataset.LabelCounts;
        var exact = available.Select(images => images * ((double)count / dataset.Count)).ToArray();
        var wanted = exact.Select(images => (int)images).ToArray();
        foreach (var label in Enumerable.Range(0, exact.Length)
            .OrderByDescending(label => exact[label] - wanted[label])
            .Take(count - wanted.Sum()))
            wanted[label]++;
        return [.. order.Select(index => wanted[dataset.Labels.Span[index]]-- > 0)];
    }
}
