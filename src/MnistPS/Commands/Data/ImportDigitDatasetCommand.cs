using System.Management.Automation;
using MnistPS.Completion;
using MnistPS.Data;
using MnistPS.Import;
using MnistPS.Parameters;
using MnistPS.Paths;
using MnistPS.Progress;

namespace MnistPS.Commands.Data;

/// <summary>Reads a dataset of your own: from a folder of images for each label, from CSV, or from IDX files.</summary>
/// <remarks>
/// A folder of images: each folder in it is a class. Folders named by numbers, such as 0 to 9, or by digits in words (zero to
/// nine), are the labels of those numbers; other names get labels from 0 in their (ordinal) order and become the names of the
/// classes. Folders without an image, hidden ones and those that programs leave behind (__MACOSX, @eaDir, #recycle) are no
/// classes. Of a data set in parts, import each part by itself: ./data/train, ./data/test. PNG, JPEG, BMP, GIF and
/// WebP are read, other files are passed over. Each image is prepared as MNIST's were, 28 × 28 pixels, light on dark, unless it
/// is so already. An image that cannot be read is one error, and the others go on.
/// CSV: a line for each image, with its label and 784 pixels from 0 to 255 (or as many as another square has), with or
/// without a header; commas, semicolons or tabs part them; it may be compressed with gzip. A header is a first line without any
/// number, or one that names a column label, class, target or digit. The column of that name is the label, or the one that
/// -LabelColumn names. Where neither tells, the label is the first or the last column: the one that holds nothing but whole
/// numbers below 100 (and below the number of classes), while the other holds pixels, or has the same value in all lines, such
/// as 0 in a corner of the images. Where both could be it, the file is refused until -LabelColumn says which.
/// Pixels are divided by 255. Where no pixel comes near that, as with 0 to 16, a warning says so: -MaximumValue 16 makes 16 full
/// ink, and -MaximumValue 1 reads fractions.
/// IDX: the format of MNIST, Fashion-MNIST, EMNIST and their kin, of any image size and number of classes, compressed with gzip
/// or not. A folder gives one dataset for each pair in it, those to train with first; of a single file of images the labels
/// are looked for beside it.
/// Where labels are numbers, there are ten classes at least. Images of a folder come label by label: shuffle them with
/// Split-DigitDataset before keeping a part of them for validation.
/// </remarks>
/// <example>
/// <para>Digits of your own, in the folders ./mine/0 to ./mine/9, and nine tenths of each to train with.</para>
/// <code>$mine = Import-DigitDataset ./mine
/// $train, $test = $mine | Split-DigitDataset -Fraction 0.9 -Seed 1</code>
/// </example>
/// <example>
/// <para>Fashion-MNIST, both parts from one folder.</para>
/// <code>$train, $test = Import-DigitDataset ./fashion-mnist</code>
/// </example>
/// <example>
/// <para>EMNIST's letters, whose images lie on their side, with names for the labels 0 to 26.</para>
/// <code>$letters = Import-DigitDataset ./emnist-letters-train-images-idx3-ubyte.gz -Transpose -ClassName (,'none' + [char[]]'abcdefghijklmnopqrstuvwxyz')</code>
/// </example>
/// <example>
/// <para>The digits of scikit-learn: 8 × 8 pixels from 0 to 16, and the label in the last column.</para>
/// <code>$digits = Import-DigitDataset ./digits.csv -LabelColumn Last -MaximumValue 16</code>
/// </example>
/// <example>
/// <para>All CSV files of a folder, joined.</para>
/// <code>$all = Import-DigitDataset ./data/*.csv | Join-DigitDataset</code>
/// </example>
[Cmdlet(VerbsData.Import, "DigitDataset", DefaultParameterSetName = PathSet)]
[OutputType(typeof(DigitDataset))]
public sealed class ImportDigitDatasetCommand : PathCommand
{
    /// <summary>In what form the data lies there. Default: Auto, found out from what is there.</summary>
    [Parameter]
    [FlatList]
    public DatasetFormat Format { get; set; }

    /// <summary>
    /// Names of the classes, in the order of their labels. Of a folder of images only the folders of these names are read; in
    /// CSV a label may be one of them. Default: the names of the folders.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? ClassName { get; set; }

    /// <summary>
    /// Number of classes, 1 to 256. Default: that of the names, or the highest label and one more, but at least 10.
    /// </summary>
    [Parameter]
    public int? ClassCount { get; set; }

    /// <summary>
    /// Which column of CSV is the label: its name in the header; its number from 1, or from -1 for the last; First or Last.
    /// Default: the column that is called label, class, target or digit, else the first or the last, by what they hold.
    /// </summary>
    [Parameter]
    [ArgumentCompleter(typeof(LabelColumnCompleter))]
    [ValidateNotNullOrEmpty]
    public string? LabelColumn { get; set; }

    /// <summary>
    /// The number that is full ink in CSV and IDX, above 0: 16 for pixels from 0 to 16, 1 for fractions. Default: 255.
    /// </summary>
    [Parameter]
    public double? MaximumValue { get; set; }

    /// <summary>The labels of an IDX file of images. Default: looked for beside it.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? LabelPath { get; set; }

    /// <summary>Reads also what lies in folders of the folder of a label.</summary>
    [Parameter]
    public SwitchParameter Recurse { get; set; }

    /// <summary>Exchanges rows and columns of each image, as EMNIST's files need. Of CSV and IDX only.</summary>
    [Parameter]
    public SwitchParameter Transpose { get; set; }

    private protected override bool ReadsFolders => true;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var options = new ImportOptions
        {
            Format = Format,
            ClassNames = ClassName,
            ClassCount = ClassCount,
            LabelPath = LabelPath is null ? null : SessionState.Path.GetUnresolvedProviderPathFromPSPath(LabelPath),
            LabelColumn = LabelColumn,
            MaximumValue = MaximumValue,
            Recurse = Recurse,
            Transpose = Transpose,
        };
        ForEachFile(path => Read(path, options));
    }

    private void Read(string path, ImportOptions options)
    {
        using var reporter = new ImportReporter(this);
        foreach (var dataset in DatasetImport.Read(path, options, reporter, StopToken))
            WriteObject(dataset);
    }
}
