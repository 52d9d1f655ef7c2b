using MnistPS.Numerics;

namespace MnistPS.Data;

/// <summary>What holds for every dataset; each rule throws where it is broken.</summary>
internal static class DatasetRules
{
    /// <summary>There is a label for each image, and at least one.</summary>
    /// <param name="pixels">Bytes of all images.</param>
    /// <param name="labels">Number of labels.</param>
    /// <param name="image">Shape of an image, (height, width).</param>
    /// <exception cref="MnistPSException">The counts do not match (<c>DatasetCountMismatch</c>).</exception>
    internal static void RequireMatch(int pixels, int labels, Shape image)
    {
        if (labels == 0 || (long)labels * image.Size != pixels)
            throw new MnistPSException(
                "DatasetCountMismatch",
                ErrorKind.InvalidData,
                $"{labels:N0} labels do not match {pixels:N0} bytes of images of {image[0]}×{image[1]} pixels "
                + $"({(double)pixels / image.Size:N1} images). There must be a label for each image, and at least one.");
    }

    /// <summary>All labels are below the number of classes, which is from 1 to 256.</summary>
    /// <param name="labels">The labels.</param>
    /// <param name="classCount">Number of classes.</param>
    /// <exception cref="MnistPSException">
    /// A number is out of range (<c>ClassCountOutOfRange</c>, <c>LabelOutOfRange</c>).
    /// </exception>
    internal static void RequireLabels(ReadOnlySpan<byte> labels, int classCount)
    {
        if (classCount is < 1 or > LabelEncoding.MaximumClassCount)
            throw new MnistPSException(
                "ClassCountOutOfRange",
                ErrorKind.InvalidArgument,
                $"The number of classes must be from 1 to {LabelEncoding.MaximumClassCount}; {classCount} was given.");
        for (var i = 0; i < labels.Length; i++)
        {
            if (labels[i] >= classCount)
                throw new MnistPSException(
                    "LabelOutOfRange",
                    ErrorKind.InvalidData,
                    $"Label {labels[i]} at index {i:N0} is not below the number of classes, {classCount}.");
        }
    }

    /// <summary>An index is that of an image.</summary>
    /// <param name="index">The index.</param>
    /// <param name="count">Number of images.</param>
    /// <exception cref="MnistPSException">There is no image of that number (<c>ImageIndexOutOfRange</c>).</exception>
    internal static void RequireIndex(int index, int count)
    {
        if (index < 0 || index >= count)
            throw new MnistPSException(
                "ImageIndexOutOfRange",
                ErrorKind.InvalidArgument,
                $"Index {index} is not in the dataset: its {count:N0} images are numbered from 0 to {count - 1:N0}.");
    }

    /// <summary>Some images in a row are in the dataset.</summary>
    /// <param name="start">Index of the first.</param>
    /// <param name="length">How many.</param>
    /// <param name="count">Number of images of the dataset.</param>
    /// <exception cref="MnistPSException">They are not, or none is wanted (<c>DatasetRangeInvalid</c>).</exception>
    internal static void RequireRange(int start, int length, int count)
    {
        if (start < 0 || length < 1 || start + (long)length > count)
            throw new MnistPSException(
                "DatasetRangeInvalid",
                ErrorKind.InvalidArgument,
                $"{length:N0} images from {start:N0} are not within the {count:N0} of this dataset.");
    }
}
