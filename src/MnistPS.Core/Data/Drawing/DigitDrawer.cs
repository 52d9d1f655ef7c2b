namespace MnistPS.Data.Drawing;

/// <summary>
/// Draws handwritten-looking digits from pen strokes, prepared like MNIST. Digit i of a seed depends on (seed, i) and
/// the options alone: not on how many are drawn, in what order, by how many threads or on which platform.
/// </summary>
public static class DigitDrawer
{
    /// <summary>Pixels per side of an image: 28.</summary>
    public const int ImageSide = DigitCanvas.Side;

    /// <summary>Bytes per image: 784, row by row, 0 background, 255 ink.</summary>
    public const int ImageSize = ImageSide * ImageSide;

    /// <summary>The number of classes: the digits 0 to 9.</summary>
    public const int DigitCount = 10;

    /// <summary>The most digits in one batch or range: what one array of bytes can hold.</summary>
    public const int MaxBatchSize = int.MaxValue / ImageSize;

    // Digits per work item: enough to make the overhead vanish, few enough to cancel within milliseconds.
    private const int ChunkSize = 64;
    private const int MaxAttempts = 16;
    private const ulong ImageStream = 1;
    private const ulong LabelStream = 2;

    [ThreadStatic]
    private static (PenTrail Trail, DigitCanvas Canvas)? t_desk;

    /// <summary>
    /// The label of digit <paramref name="index"/>: each ten from a multiple of ten on hold every digit once, shuffled,
    /// so that any run is balanced.
    /// </summary>
    /// <param name="seed">The seed of the set.</param>
    /// <param name="index">The index in the set, at least 0.</param>
    /// <returns>0 to 9.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is negative.</exception>
    public static byte LabelAt(int seed, long index)
    {
        CheckNotNegative(index, nameof(index));
        var random = new DrawingRandom(seed, LabelStream, index / DigitCount);
        Span<byte> labels = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
        for (var last = DigitCount - 1; last > 0; last--)
        {
            var other = random.Next(last + 1);
            (labels[last], labels[other]) = (labels[other], labels[last]);
        }

        return labels[(int)(index % DigitCount)];
    }

    /// <summary>Draws one digit of a chosen class.</summary>
    /// <param name="digit">The digit, 0 to 9.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="index">The index, at least 0; another index gives another drawing.</param>
    /// <param name="options">How much drawings differ.</param>
    /// <param name="image">Receives 784 bytes, row by row, 0 background, 255 ink.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The digit, the index, the image's length or a range of the options is out of bounds.
    /// </exception>
    public static void Draw(int digit, int seed, long index, DrawingOptions options, Span<byte> image)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        CheckDigit(digit);
        CheckNotNegative(index, nameof(index));
        CheckLength(image.Length, ImageSize, nameof(image));
        DrawChecked(digit, seed, index, options, image);
    }

    /// <summary>Draws a run of digits, in parallel.</summary>
    /// <param name="seed">The seed of the set.</param>
    /// <param name="firstIndex">The index in the set of the first digit, at least 0.</param>
    /// <param name="images">Receives 784 bytes per digit.</param>
    /// <param name="labels">Receives the label of each digit, 0 to 9; its length is the number of digits.</param>
    /// <param name="options">How much drawings differ; null for <see cref="DrawingOptions.Default"/>.</param>
    /// <param name="threads">The most threads to use; 0 for one per processor.</param>
    /// <param name="cancellationToken">Stops the drawing.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument or a range of the options is bad.</exception>
    /// <exception cref="OperationCanceledException">The drawing was stopped.</exception>
    public static void DrawRange(
        int seed,
        long firstIndex,
        Memory<byte> images,
        Memory<byte> labels,
        DrawingOptions? options = null,
        int threads = 0,
        CancellationToken cancellationToken = default)
    {
        options ??= DrawingOptions.Default;
        options.Validate();
        CheckFirstIndex(firstIndex, labels.Length);
        CheckLength(images.Length, (long)labels.Length * ImageSize, nameof(images));
        CheckNotNegative(threads, nameof(threads));
        var chunks = (labels.Length + ChunkSize - 1) / ChunkSize;
        var parallel = new ParallelOptions
        {
            MaxDegreeOfParallelism = threads == 0 ? Environment.ProcessorCount : threads,
            CancellationToken = cancellationToken,
        };
        Parallel.For(0, chunks, parallel, chunk =>
        {
            var end = Math.Min(labels.Length, (chunk + 1) * ChunkSize);
            for (var i = chunk * ChunkSize; i < end; i++)
            {
                var label = LabelAt(seed, firstIndex + i);
                labels.Span[i] = label;
                DrawChecked(label, seed, firstIndex + i, options, images.Span.Slice(i * ImageSize, ImageSize));
            }
        });
    }

    /// <summary>Draws a set batch by batch, so that it never lies in memory as a whole.</summary>
    /// <param name="seed">The seed of the set.</param>
    /// <param name="count">The number of digits, at least 0.</param>
    /// <param name="batchSize">The number of digits per batch, at least 1; the last batch holds what is left.</param>
    /// <param name="options">How much drawings differ; null for <see cref="DrawingOptions.Default"/>.</param>
    /// <param name="cancellationToken">Stops the drawing.</param>
    /// <returns>The batches in order, each drawn when it is asked for.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument or a range of the options is bad.</exception>
    public static IEnumerable<DrawnBatch> DrawBatches(
        int seed,
        long count,
        int batchSize,
        DrawingOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        options ??= DrawingOptions.Default;
        options.Validate();
        CheckNotNegative(count, nameof(count));
        if (batchSize is < 1 or > MaxBatchSize)
        {
            throw new ArgumentOutOfRangeException(
                nameof(batchSize), batchSize, $"batchSize is {batchSize}; it must be 1 to {MaxBatchSize}.");
        }

        return DrawCheckedBatches(seed, count, batchSize, options, cancellationToken);
    }

    private static IEnumerable<DrawnBatch> DrawCheckedBatches(
        int seed, long count, int batchSize, DrawingOptions options, CancellationToken cancellationToken)
    {
        for (long first = 0; first < count; first += batchSize)
        {
            var size = (int)Math.Min(batchSize, count - first);
            var batch = new DrawnBatch(first, new byte[size * ImageSize], new byte[size]);
            DrawRange(seed, first, batch.Images, batch.Labels, options, cancellationToken: cancellationToken);
            yield return batch;
        }
    }

    // What cannot be prepared (one in seven hundred) is thrown away and drawn anew with the random numbers that follow.
    private static void DrawChecked(int digit, int seed, long index, DrawingOptions options, Span<byte> image)
    {
        (var trail, var canvas) = t_desk ??= (new PenTrail(), new DigitCanvas());
        var random = new DrawingRandom(seed, ImageStream, index);
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var style = PenStyles.Choose(digit, ref random);
            Handwriting.Write(style, options, ref random, trail);
            if (canvas.TryRender(trail, random.Uniform(options.Noise), ref random, image))
                return;
        }
    }

    private static void CheckDigit(int digit)
    {
        if (digit is < 0 or >= DigitCount)
            throw new ArgumentOutOfRangeException(nameof(digit), digit, $"digit is {digit}; it must be 0 to 9.");
    }

    private static void CheckNotNegative(long value, string name)
    {
        if (value < 0)
            throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}; it must be 0 or more.");
    }

    private static void CheckFirstIndex(long firstIndex, int count)
    {
        var last = long.MaxValue - count;
        if (firstIndex < 0 || firstIndex > last)
        {
            throw new ArgumentOutOfRangeException(
                nameof(firstIndex), firstIndex, $"firstIndex is {firstIndex}; it must be 0 to {last}.");
        }
    }

    private static void CheckLength(int length, long expected, string name)
    {
        if (length != expected)
        {
            throw new ArgumentOutOfRangeException(
                name, length, $"{name} holds {length} bytes; it must hold {expected} (784 per digit).");
        }
    }
}
