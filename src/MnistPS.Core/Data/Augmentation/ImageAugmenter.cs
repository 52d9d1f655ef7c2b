using MnistPS.Numerics;

namespace MnistPS.Data.Augmentation;

/// <summary>Puts varied images of a dataset into batches. The same seed, epoch and sample give the same image.</summary>
internal sealed class ImageAugmenter : IImageSource
{
    private const int MaximumStackBytes = 1 << 14;

    private readonly DigitDataset _dataset;
    private readonly ImageAugmentation _ranges;
    private readonly long _seed;
    private readonly ImageWarp _warp;

    /// <summary>Prepares.</summary>
    /// <param name="dataset">The images.</param>
    /// <param name="ranges">How they are varied.</param>
    /// <param name="seed">Seed of the training.</param>
    internal ImageAugmenter(DigitDataset dataset, ImageAugmentation ranges, long seed)
    {
        (_dataset, _ranges, _seed) = (dataset, ranges, seed);
        _warp = new ImageWarp(dataset.ImageShape[0], dataset.ImageShape[1]);
    }

    /// <inheritdoc/>
    public void CopyImages(ReadOnlySpan<int> indices, int variation, Matrix batch, Range rows)
    {
        var scratch = _warp.ScratchLength <= MaximumStackBytes
            ? stackalloc byte[_warp.ScratchLength]
            : new byte[_warp.ScratchLength];
        scratch.Clear();
        Span<float> grid = stackalloc float[_ranges.ElasticRange > 0 ? WarpParameters.GridLength : 0];
        var (start, count) = rows.GetOffsetAndLength(indices.Length);
        for (var row = start; row < start + count; row++)
        {
            var parameters = WarpParameters.Draw(_ranges, _seed, variation, indices[row], grid);
            _warp.Apply(_dataset.GetPixels(indices[row]), parameters, grid, scratch, batch.Row(row));
        }
    }
}
