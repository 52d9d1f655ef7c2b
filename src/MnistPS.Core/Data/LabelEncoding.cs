namespace MnistPS.Data;

/// <summary>Labels as vectors and back.</summary>
public static class LabelEncoding
{
    /// <summary>Number of digits, and so of classes where nothing else is said: 10.</summary>
    public const int DigitCount = 10;

    /// <summary>The most classes that a dataset can have, since a label is a byte: 256.</summary>
    public const int MaximumClassCount = byte.MaxValue + 1;

    /// <summary>A vector with a 1 at the label's place and 0 elsewhere.</summary>
    /// <param name="label">The label, from 0 to <paramref name="classCount"/> − 1.</param>
    /// <param name="classCount">Length of the vector, 1 to 256.</param>
    /// <returns>The vector.</returns>
    /// <exception cref="MnistPSException">
    /// A number is out of range (<c>LabelOutOfRange</c>, <c>ClassCountOutOfRange</c>).
    /// </exception>
    public static int[] ToOneHot(int label, int classCount = DigitCount)
    {
        if (classCount is < 1 or > MaximumClassCount)
            throw new MnistPSException(
                "ClassCountOutOfRange",
                ErrorKind.InvalidArgument,
                $"The number of classes must be from 1 to {MaximumClassCount}; {classCount} was given.");
        if (label < 0 || label >= classCount)
            throw new MnistPSException(
                "LabelOutOfRange",
                ErrorKind.InvalidArgument,
                $"With {classCount} classes a label is from 0 to {classCount - 1}; {label} was given.");
        var vector = new int[classCount];
        vector[label] = 1;
        return vector;
    }
}
