using MnistPS.Numerics;

namespace MnistPS.Data;

/// <summary>
/// Images with their labels. Flattening and one-hot encoding are views: the bytes stay where they are, and become numbers
/// from 0 to 1 when a batch is formed.
/// </summary>
public sealed class DigitDataset : IImageSource
{
    private readonly ReadOnlyMemory<byte> _pixels;
    private readonly ReadOnlyMemory<byte> _labels;
    private readonly IReadOnlyList<string>? _classNames;
    private readonly ReadOnlyMemory<string> _imagePaths;

    /// <summary>Makes a dataset.</summary>
    /// <param name="pixels">All images one after the other, count × height × width bytes: 0 = background, 255 = ink.</param>
    /// <param name="labels">The label of each image, from 0.</param>
    /// <param name="height">Rows of pixels of an image.</param>
    /// <param name="width">Columns of pixels of an image.</param>
    /// <param name="classCount">Number of classes: labels are below it.</param>
    /// <exception cref="MnistPSException">The counts do not match, or a label is out of range.</exception>
    public DigitDataset(
        ReadOnlyMemory<byte> pixels, ReadOnlyMemory<byte> labels, int height, int width, int classCount = 10)
    {
        ImageShape = new Shape(height, width);
        DatasetRules.RequireMatch(pixels.Length, labels.Length, ImageShape);
        DatasetRules.RequireLabels(labels.Span, classCount);
        (_pixels, _labels, ClassCount) = (pixels, labels, classCount);
    }

    private DigitDataset(
        DigitDataset other, ReadOnlyMemory<byte> pixels, ReadOnlyMemory<byte> labels, ReadOnlyMemory<string> imagePaths)
    {
        (_pixels, _labels, ClassCount, ImageShape) = (pixels, labels, other.ClassCount, other.ImageShape);
        (Split, Source, _classNames, _imagePaths) = (other.Split, other.Source, other._classNames, imagePaths);
        (IsFlat, IsOneHot) = (other.IsFlat, other.IsOneHot);
    }

    /// <summary>What part it is: <c>Train</c>, <c>Test</c>, ….</summary>
    public string Split { get; init; } = "Train";

    /// <summary>Number of images.</summary>
    public int Count => _labels.Length;

    /// <summary>Shape of the images: (count, 28, 28), or (count, 784) once flattened.</summary>
    public Shape Shape => IsFlat ? new Shape(Count, ImageShape.Size) : new Shape(Count, ImageShape[0], ImageShape[1]);

    /// <summary>Shape of the labels: (count), or (count, classes) once one-hot.</summary>
    public Shape LabelShape => IsOneHot ? new Shape(Count, ClassCount) : new Shape(Count);

    /// <summary>Shape of one image, (height, width), flattened or not.</summary>
    public Shape ImageShape { get; }

    /// <summary>Number of classes.</summary>
    public int ClassCount { get; }

    /// <summary>What the classes are called, one name for each; null where they are called by their labels.</summary>
    /// <exception cref="MnistPSException">There are more or fewer names than classes (<c>ClassNameCountMismatch</c>).</exception>
    public IReadOnlyList<string>? ClassNames
    {
        get => _classNames;
        init => _classNames = value is null || value.Count == ClassCount
            ? value?.Select(DisplayText.Of).ToArray()
            : throw new MnistPSException(
                "ClassNameCountMismatch",
                ErrorKind.InvalidArgument,
                $"There are {ClassCount} classes, and {value.Count} names for them. Give a name for each class.");
    }

    /// <summary>Whether an image counts as one row of numbers.</summary>
    public bool IsFlat { get; private init; }

    /// <summary>Whether a label counts as a vector with a 1 at its place and 0 elsewhere.</summary>
    public bool IsOneHot { get; private init; }

    /// <summary>Where it came from: a folder, an address, a generator.</summary>
    public string Source { get; init; } = string.Empty;

    /// <summary>The file of each image, where each came from one of its own; else empty.</summary>
    internal ReadOnlyMemory<string> ImagePaths
    {
        get => _imagePaths;
        init => _imagePaths = value.IsEmpty || value.Length == Count
            ? value
            : throw new ArgumentException($"{value.Length} paths were given for {Count} images.", nameof(value));
    }

    /// <summary>How many images there are of each label.</summary>
    public IReadOnlyList<int> LabelCounts
    {
        get
        {
            var counts = new int[ClassCount];
            foreach (var label in _labels.Span)
                counts[label]++;
            return counts;
        }
    }

    /// <summary>The labels.</summary>
    public ReadOnlyMemory<byte> Labels => _labels;

    /// <summary>All pixels, image after image.</summary>
    public ReadOnlyMemory<byte> Pixels => _pixels;

    /// <summary>The same images as rows of numbers: shape (count, 784). Nothing is copied.</summary>
    /// <returns>The view.</returns>
    public DigitDataset Flatten() => new(this, _pixels, _labels, _imagePaths) { IsFlat = true };

    /// <summary>The same labels as vectors of 0 and 1: shape (count, 10). Nothing is copied.</summary>
    /// <returns>The view.</returns>
    public DigitDataset ToOneHot() => new(this, _pixels, _labels, _imagePaths) { IsOneHot = true };

    /// <summary>Some images in a row. Nothing is copied.</summary>
    /// <param name="start">Index of the first.</param>
    /// <param name="count">How many, at least 1.</param>
    /// <returns>The view.</returns>
    public DigitDataset Slice(int start, int count)
    {
        DatasetRules.RequireRange(start, count, Count);
        var size = ImageShape.Size;
        return new(
            this,
            _pixels.Slice(start * size, count * size),
            _labels.Slice(start, count),
            _imagePaths.IsEmpty ? _imagePaths : _imagePaths.Slice(start, count));
    }

    /// <summary>Some images, copied, in the order of their numbers here.</summary>
    /// <param name="indices">Which images, each from 0 to count − 1, at least one.</param>
    /// <returns>The dataset of them.</returns>
    /// <exception cref="MnistPSException">There is no image of a number (<c>ImageIndexOutOfRange</c>), or none is
    /// wanted (<c>DatasetEmpty</c>).</exception>
    public DigitDataset Pick(ReadOnlySpan<int> indices)
    {
        if (indices.IsEmpty)
            throw new MnistPSException("DatasetEmpty", ErrorKind.InvalidArgument, "A dataset has at least one image.");
        var pixels = GC.AllocateUninitializedArray<byte>(checked(indices.Length * ImageShape.Size));
        var labels = new byte[indices.Length];
        var paths = new string[_imagePaths.IsEmpty ? 0 : indices.Length];
        for (var i = 0; i < indices.Length; i++)
        {
            DatasetRules.RequireIndex(indices[i], Count);
            GetPixels(indices[i]).CopyTo(pixels.AsSpan(i * ImageShape.Size));
            labels[i] = _labels.Span[indices[i]];
            if (paths.Length > 0)
                paths[i] = _imagePaths.Span[indices[i]];
        }

        return new(this, pixels, labels, paths);
    }

    /// <summary>The pixels of one image.</summary>
    /// <param name="index">Index of the image, from 0.</param>
    /// <returns>Height × width bytes.</returns>
    public ReadOnlySpan<byte> GetPixels(int index) => _pixels.Span.Slice(index * ImageShape.Size, ImageShape.Size);

    /// <summary>One image with its label.</summary>
    /// <param name="index">Index of the image, from 0 to count − 1.</param>
    /// <returns>A copy of the image.</returns>
    /// <exception cref="MnistPSException">There is no image of that number (<c>ImageIndexOutOfRange</c>).</exception>
    public DigitImage GetImage(int index)
    {
        DatasetRules.RequireIndex(index, Count);
        return new DigitImage(GetPixels(index).ToArray(), ImageShape[0], ImageShape[1])
        {
            Label = _labels.Span[index],
            Index = index,
            Source = _imagePaths.IsEmpty ? Source : _imagePaths.Span[index],
        };
    }

    /// <summary>Puts images into a batch, as numbers from 0 to 1.</summary>
    /// <param name="indices">Which images.</param>
    /// <param name="batch">(indices, height × width), overwritten.</param>
    public void CopyImages(ReadOnlySpan<int> indices, Matrix batch) => CopyImages(indices, batch, ..);

    /// <inheritdoc/>
    void IImageSource.CopyImages(ReadOnlySpan<int> indices, int variation, Matrix batch, Range rows) =>
        CopyImages(indices, batch, rows);

    /// <summary>Puts images into some rows of a batch, as numbers from 0 to 1.</summary>
    /// <param name="indices">Which images the batch has.</param>
    /// <param name="batch">(indices, height × width).</param>
    /// <param name="rows">Which rows to write.</param>
    internal void CopyImages(ReadOnlySpan<int> indices, Matrix batch, Range rows)
    {
        var (start, count) = rows.GetOffsetAndLength(indices.Length);
        for (var row = start; row < start + count; row++)
            PixelScaling.ToUnitRange(GetPixels(indices[row]), batch.Row(row));
    }

    /// <summary>Puts labels into a batch: one-hot, or as they are, 0 and 1, where a single unit tells two classes apart.</summary>
    /// <param name="indices">Which labels.</param>
    /// <param name="batch">(indices, classes) or (indices, 1), overwritten.</param>
    public void CopyLabels(ReadOnlySpan<int> indices, Matrix batch)
    {
        batch.Span.Clear();
        if (batch.Columns == 1)
        {
            for (var row = 0; row < indices.Length; row++)
                batch.Span[row] = _labels.Span[indices[row]];
            return;
        }

        for (var row = 0; row < indices.Length; row++)
            batch.Row(row)[_labels.Span[indices[row]]] = 1;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Split} {Shape}";
}
