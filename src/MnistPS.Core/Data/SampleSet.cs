namespace MnistPS.Data;

/// <summary>
/// What a model reads and should answer: a dataset for each of its inputs, whose images go in, and one for each of its
/// outputs, whose labels should come out. Sample number i is image i of each.
/// </summary>
public sealed class SampleSet
{
    /// <summary>Makes a set.</summary>
    /// <param name="inputs">The datasets whose images are read, in the order of the model's inputs.</param>
    /// <param name="targets">The datasets whose labels should come out, in the order of the model's outputs.</param>
    /// <exception cref="MnistPSException">The datasets differ in length (<c>SampleCountMismatch</c>).</exception>
    public SampleSet(IReadOnlyList<DigitDataset> inputs, IReadOnlyList<DigitDataset> targets)
    {
        Count = inputs[0].Count;
        if (inputs.Concat(targets).Any(dataset => dataset.Count != Count))
            throw new MnistPSException(
                "SampleCountMismatch",
                ErrorKind.InvalidArgument,
                "All datasets of a model with several inputs or outputs must have the same number of images; these have "
                + $"{string.Join(", ", inputs.Concat(targets).Select(dataset => dataset.Count))}.");
        (Inputs, Targets) = (inputs, targets);
    }

    /// <summary>Number of samples.</summary>
    public int Count { get; }

    /// <summary>The datasets whose images are read.</summary>
    public IReadOnlyList<DigitDataset> Inputs { get; }

    /// <summary>The datasets whose labels should come out.</summary>
    public IReadOnlyList<DigitDataset> Targets { get; }

    /// <summary>Some samples in a row. Nothing is copied.</summary>
    /// <param name="start">Index of the first.</param>
    /// <param name="count">How many.</param>
    /// <returns>The view.</returns>
    public SampleSet Slice(int start, int count) => new(
        [.. Inputs.Select(dataset => dataset.Slice(start, count))],
        [.. Targets.Select(dataset => dataset.Slice(start, count))]);
}
