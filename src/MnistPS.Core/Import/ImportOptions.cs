using System.Globalization;
using MnistPS.Data;

namespace MnistPS.Import;

/// <summary>How a dataset is read.</summary>
public sealed record ImportOptions
{
    /// <summary>The form in which it lies there. Default: found out.</summary>
    public DatasetFormat Format { get; init; }

    /// <summary>Names of the classes in the order of their labels; null to take what is there.</summary>
    public IReadOnlyList<string>? ClassNames { get; init; }

    /// <summary>Number of classes, 1 to 256; null to count.</summary>
    public int? ClassCount { get; init; }

    /// <summary>The labels of a file of images in the IDX format; null to look beside it.</summary>
    public string? LabelPath { get; init; }

    /// <summary>
    /// Which column of CSV is the label: its name in the header; its number from 1, or from −1 for the last; <c>First</c> or
    /// <c>Last</c>. Null to go by the header (label, class, target or digit), else by what the columns hold.
    /// </summary>
    public string? LabelColumn { get; init; }

    /// <summary>The number that is full ink in CSV and IDX, above 0: 16 for pixels from 0 to 16, 1 for fractions. Null for 255.</summary>
    public double? MaximumValue { get; init; }

    /// <summary>Whether folders of images are searched with all folders in them.</summary>
    public bool Recurse { get; init; }

    /// <summary>Whether rows and columns of the images are exchanged, as in EMNIST's files.</summary>
    public bool Transpose { get; init; }

    /// <summary>Refuses what contradicts itself.</summary>
    /// <exception cref="MnistPSException">
    /// A name is there twice (<c>ClassNameDuplicate</c>), or the numbers do not fit (<c>ClassCountOutOfRange</c>,
    /// <c>ClassNameCountMismatch</c>, <c>MaximumValueOutOfRange</c>).
    /// </exception>
    internal void Check()
    {
        CheckCount(ClassCount ?? ClassNames?.Count ?? 1);
        if (MaximumValue is { } maximum && !(maximum > 0 && double.IsFinite(maximum)))
            throw new MnistPSException(
                "MaximumValueOutOfRange",
                ErrorKind.InvalidArgument,
                string.Create(CultureInfo.InvariantCulture, $"MaximumValue must be a number above 0; {maximum} was given."));
        if (ClassNames is null)
            return;
        if (ClassNames.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new MnistPSException(
                "ClassNameDuplicate", ErrorKind.InvalidArgument, $"ClassName has '{twice.Key}' twice. Give each class one name.");
        if (ClassCount is { } count && count != ClassNames.Count)
            throw new MnistPSException(
                "ClassNameCountMismatch",
                ErrorKind.InvalidArgument,
                $"ClassCount is {count}, and ClassName has {ClassNames.Count} names. Leave one of them out.");
    }

    /// <summary>Number of classes of labels that are numbers: ten at least, so that a few digits fit a model of ten.</summary>
    /// <param name="highest">The highest label.</param>
    /// <returns>The number.</returns>
    internal int CountFor(int highest) =>
        ClassCount ?? ClassNames?.Count ?? Math.Max(LabelEncoding.DigitCount, highest + 1);

    /// <summary>Refuses a number of classes that labels of one byte cannot tell apart.</summary>
    /// <param name="count">The number.</param>
    internal static void CheckCount(int count)
    {
        if (count is < 1 or > LabelEncoding.MaximumClassCount)
            throw new MnistPSException(
                "ClassCountOutOfRange",
                ErrorKind.InvalidArgument,
                $"The number of classes must be from 1 to {LabelEncoding.MaximumClassCount}; {count} was given.");
    }
}
