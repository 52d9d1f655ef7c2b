using System.Numerics.Tensors;
using MnistPS.Data;
using MnistPS.Layers;
using MnistPS.Models;

namespace MnistPS.Training;

/// <summary>Something that trains, but hardly as it was meant: what was found, for whoever words the warning.</summary>
public abstract record TrainingAdvice
{
    /// <summary>
    /// Below this, the largest pixel says that images are not of 0 to 255: scanned ink is darker than a quarter of the range.
    /// </summary>
    private const int DarkestMaximum = 64;

    private const int ChunkLength = 1 << 16;

    /// <summary>Looks at a training that is about to begin.</summary>
    /// <param name="model">The model.</param>
    /// <param name="samples">What is learned from.</param>
    /// <param name="validation">What is measured on; null for nothing.</param>
    /// <param name="options">How it is trained.</param>
    /// <returns>What was found; nothing in most cases.</returns>
    internal static IReadOnlyList<TrainingAdvice> Of(
        DenseModel model, SampleSet samples, SampleSet? validation, TrainingOptions options)
    {
        TrainingAdvice?[] found = [UnseenLabels(samples, validation), LoneSample(model, samples.Count, options), DarkPixels(model, samples)];
        return [.. found.OfType<TrainingAdvice>()];
    }

    private static LabelsNotLearned? UnseenLabels(SampleSet samples, SampleSet? validation)
    {
        if (validation is null)
            return null;
        var (learned, measured) = (samples.Targets[0].LabelCounts, validation.Targets[0].LabelCounts);
        int[] unseen = [.. Enumerable.Range(0, Math.Min(learned.Count, measured.Count)).Where(label => measured[label] > 0 && learned[label] == 0)];
        return unseen.Length == 0 ? null : new LabelsNotLearned(unseen, unseen.Sum(label => measured[label]), validation.Count);
    }

    // Over a single sample every feature is its own mean: what comes out is β, whatever went in.
    private static LoneSampleNormalized? LoneSample(DenseModel model, int count, TrainingOptions options)
    {
        var layer = model.Layers.OfType<BatchNormalizationLayer>().FirstOrDefault(layer => layer.OutputShape.Size == layer.OutputShape[^1]);
        var everyBatch = options.BatchSize == 1 || count == 1;
        return layer is not null && (everyBatch || count % options.BatchSize == 1)
            ? new LoneSampleNormalized($"{layer}", everyBatch, count, options.BatchSize)
            : null;
    }

    // A layer that rescales or normalizes its input may have been made for just such pixels.
    private static PixelsDark? DarkPixels(DenseModel model, SampleSet samples)
    {
        if (model.Layers.Any(layer => layer is RescalingLayer or BatchNormalizationLayer && layer.Inbound.Any(inbound => inbound is InputLayer or FlattenLayer)))
            return null;
        byte largest = 0;
        foreach (var dataset in samples.Inputs.Distinct())
        {
            for (var pixels = dataset.Pixels.Span; !pixels.IsEmpty && largest < DarkestMaximum; pixels = pixels[Math.Min(ChunkLength, pixels.Length)..])
                largest = Math.Max(largest, TensorPrimitives.Max(pixels[..Math.Min(ChunkLength, pixels.Length)]));
        }

        return largest < DarkestMaximum ? new PixelsDark(largest) : null;
    }
}

/// <summary>What is measured on has labels that are not among those that are learned from: data sorted by label, most often.</summary>
/// <param name="Labels">The labels.</param>
/// <param name="Samples">How many samples of the validation have them.</param>
/// <param name="ValidationCount">Samples of the validation in all.</param>
public sealed record LabelsNotLearned(IReadOnlyList<int> Labels, int Samples, int ValidationCount) : TrainingAdvice;

/// <summary>A layer of batch normalization meets batches of a single sample.</summary>
/// <param name="Layer">Name of the layer.</param>
/// <param name="EveryBatch">Whether all batches are such, or just the last one of an epoch.</param>
/// <param name="Count">Samples that are learned from.</param>
/// <param name="BatchSize">Samples in a batch.</param>
public sealed record LoneSampleNormalized(string Layer, bool EveryBatch, int Count, int BatchSize) : TrainingAdvice;

/// <summary>No pixel is brighter than a small number: divided by 255, all images are almost black.</summary>
/// <param name="Largest">The largest pixel.</param>
public sealed record PixelsDark(int Largest) : TrainingAdvice;
