using MnistPS.Data.Drawing;

namespace MnistPS.Data;

/// <summary>Datasets of digits that are drawn here, for where there is no MNIST.</summary>
public static class DrawnDataset
{
    /// <summary>Images to train with, as many as MNIST has.</summary>
    public const int UsualTrainCount = 60_000;

    /// <summary>Images to test with, as many as MNIST has.</summary>
    public const int UsualTestCount = 10_000;

    /// <summary>The most images that one array of pixels holds.</summary>
    public const int MaximumCount = 2_000_000;

    // Digits of one seed are numbered on and on: those to test with begin where no training set reaches.
    private const long FirstTestIndex = 1L << 32;

    // Digits between two reports, a fraction of a second.
    private const int ReportInterval = 1_000;

    /// <summary>
    /// Draws a dataset. The same seed and options draw the same digits, and a longer one begins with a shorter.
    /// </summary>
    /// <param name="split">Train or Test: no image is in both.</param>
    /// <param name="count">How many images, 1 to 2,000,000.</param>
    /// <param name="seed">Any number.</param>
    /// <param name="options">How much the drawings differ; null for the defaults.</param>
    /// <param name="drawn">Is told how many images are drawn so far, on the calling thread.</param>
    /// <param name="cancellationToken">Stops the drawing.</param>
    /// <returns>The dataset.</returns>
    /// <exception cref="MnistPSException">
    /// A number is out of range (<c>DrawingCountOutOfRange</c>, <c>DrawingOptionOutOfRange</c>).
    /// </exception>
    /// <exception cref="OperationCanceledException">The drawing was stopped.</exception>
    public static DigitDataset Draw(
        MnistSplits split,
        int count,
        int seed,
        DrawingOptions? options = null,
        Action<int>? drawn = null,
        CancellationToken cancellationToken = default)
    {
        if (count is < 1 or > MaximumCount)
            throw new MnistPSException(
                "DrawingCountOutOfRange",
                ErrorKind.InvalidArgument,
                $"From 1 to {MaximumCount:N0} digits can be drawn into a dataset; {count:N0} were asked for.");
        var pixels = GC.AllocateUninitializedArray<byte>(count * DigitDrawer.ImageSize);
        var labels = new byte[count];
        for (var start = 0; start < count; start += ReportInterval)
        {
            var length = Math.Min(ReportInterval, count - start);
            DrawSome(
                seed,
                FirstIndex(split) + start,
                Images(pixels, start, length),
                labels.AsMemory(start, length),
                options,
                cancellationToken);
            drawn?.Invoke(start + length);
        }

        return new DigitDataset(pixels, labels, DigitDrawer.ImageSide, DigitDrawer.ImageSide)
        {
            Split = split.ToString(),
            Source = $"drawn, seed {seed}",
        };
    }

    private static void DrawSome(
        int seed,
        long firstIndex,
        Memory<byte> images,
        Memory<byte> labels,
        DrawingOptions? options,
        CancellationToken cancellationToken)
    {
        try
        {
            DigitDrawer.DrawRange(seed, firstIndex, images, labels, options, cancellationToken: cancellationToken);
        }
        catch (ArgumentOutOfRangeException error)
        {
            // .NET adds the parameter and the value once more.
            var message = error.Message.Split(" (Parameter ")[0];
            throw new MnistPSException("DrawingOptionOutOfRange", ErrorKind.InvalidArgument, message, error);
        }
    }

    private static Memory<byte> Images(byte[] pixels, int start, int length) =>
        pixels.AsMemory(start * DigitDrawer.ImageSize, length * DigitDrawer.ImageSize);

    private static long FirstIndex(MnistSplits split) => split == MnistSplits.Test ? FirstTestIndex : 0;
}
