using MnistPS.Numerics;

namespace MnistPS.Data;

/// <summary>Where the images of a batch come from: a dataset gives them as they are, an augmenter varies them.</summary>
internal interface IImageSource
{
    /// <summary>Puts images into some rows of a batch, as numbers from 0 to 1.</summary>
    /// <param name="indices">Which images the batch has.</param>
    /// <param name="variation">Which variation of them, such as the number of the epoch; of no matter to a dataset.</param>
    /// <param name="batch">(indices, height × width).</param>
    /// <param name="rows">Which rows to write.</param>
    void CopyImages(ReadOnlySpan<int> indices, int variation, Matrix batch, Range rows);
}
