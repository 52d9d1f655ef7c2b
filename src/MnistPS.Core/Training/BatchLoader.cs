using MnistPS.Data;
using MnistPS.Data.Augmentation;
using MnistPS.Numerics;

namespace MnistPS.Training;

/// <summary>Puts samples into batches: images, varied if that is wanted, labels, and weights by label.</summary>
internal sealed class BatchLoader
{
    private readonly SampleSet _samples;
    private readonly IImageSource[] _sources;
    private readonly float[]? _classWeights;
    private int[] _indices = [];

    internal BatchLoader(SampleSet samples, TrainingOptions options, int seed)
    {
        _samples = samples;
        _sources = options.Augmentation is { IsActive: true } ranges
            ? [.. samples.Inputs.Select(dataset => new ImageAugmenter(dataset, ranges, seed))]
            : [.. samples.Inputs];
        if (options.ClassWeights is { Count: > 0 } weights)
            _classWeights = ByLabel(weights, samples.Targets.Max(dataset => dataset.ClassCount));
        CheckWeights();
    }

    /// <summary>Whether samples have weights.</summary>
    internal bool IsWeighted => _classWeights is not null;

    /// <summary>Fills a batch.</summary>
    /// <param name="inputs">The inputs of the model, (samples, size) each.</param>
    /// <param name="targets">(samples, units) per output.</param>
    /// <param name="sampleWeights">A number per sample for each output; empty where samples have no weights.</param>
    /// <param name="indices">The samples of the batch.</param>
    /// <param name="epoch">Number of the epoch.</param>
    /// <param name="pool">Who shares the work.</param>
    internal void Load(
        IReadOnlyList<Matrix> inputs, Matrix[] targets, float[][] sampleWeights, ReadOnlySpan<int> indices, int epoch, WorkerPool pool)
    {
        if (_indices.Length < indices.Length)
            _indices = new int[indices.Length];
        indices.CopyTo(_indices);
        ImageSources.Load(_sources, _indices.AsMemory(0, indices.Length), epoch, inputs, pool);
        LoadLabels(targets, sampleWeights, indices);
    }

    private void LoadLabels(Matrix[] targets, float[][] weights, ReadOnlySpan<int> indices)
    {
        for (var i = 0; i < targets.Length; i++)
        {
            _samples.Targets[i].CopyLabels(indices, targets[i]);
            if (_classWeights is not null)
                LoadWeights(_samples.Targets[i].Labels.Span, indices, weights[i]);
        }
    }

    private void LoadWeights(ReadOnlySpan<byte> labels, ReadOnlySpan<int> indices, Span<float> weights)
    {
        for (var row = 0; row < indices.Length; row++)
            weights[row] = _classWeights![labels[indices[row]]];
    }

    // Without a single sample that counts, the loss is 0 and nothing is learned.
    private void CheckWeights()
    {
        if (_classWeights is { } weights
            && _samples.Targets.Any(dataset => dataset.LabelCounts.Select((count, label) => count * weights[label]).All(sum => sum == 0)))
            throw new MnistPSException(
                "ClassWeightsAllZero",
                ErrorKind.InvalidArgument,
                "The class weights of all labels that occur are 0: there is nothing to learn from. At least one must be above 0.");
    }

    private static float[] ByLabel(IReadOnlyDictionary<int, float> weights, int classCount)
    {
        var byLabel = new float[classCount];
        Array.Fill(byLabel, 1);
        foreach (var (label, weight) in weights)
        {
            if (label < 0 || label >= classCount)
                throw new MnistPSException(
                    "ClassWeightUnknown",
                    ErrorKind.InvalidArgument,
                    $"There is a class weight for the label {label}; the labels are from 0 to {classCount - 1}.");
            byLabel[label] = weight;
        }

        return byLabel;
    }
}
