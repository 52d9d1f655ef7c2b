using MnistPS.Numerics;

namespace MnistPS.Data;

/// <summary>Fills batches from image sources, by several threads.</summary>
internal static class ImageSources
{
    // Fewer images than this are not worth handing over: one is a matter of some hundred nanoseconds.
    private const int FewestImages = 16;

    /// <summary>Puts the images of each source into the batch of an input.</summary>
    /// <param name="sources">A source for each input.</param>
    /// <param name="indices">Which images the batch has.</param>
    /// <param name="variation">Which variation of them, such as the number of the epoch; of no matter to a dataset.</param>
    /// <param name="batches">(indices, height × width) for each input, overwritten.</param>
    /// <param name="pool">Who shares the work.</param>
    internal static void Load(
        IReadOnlyList<IImageSource> sources,
        ReadOnlyMemory<int> indices,
        int variation,
        IReadOnlyList<Matrix> batches,
        WorkerPool pool)
    {
        for (var i = 0; i < batches.Count; i++)
        {
            pool.ParallelFor(
                (Source: sources[i], indices, variation, Batch: batches[i]),
                indices.Length,
                FewestImages,
                static (load, first, end) => load.Source.CopyImages(load.indices.Span, load.variation, load.Batch, first..end));
        }
    }
}
