using System.Globalization;
using System.Management.Automation;
using MnistPS.Cmdlets;
using MnistPS.Data;
using MnistPS.Data.Drawing;
using MnistPS.Parameters;
using MnistPS.Progress;

namespace MnistPS.Commands.Data;

/// <summary>Draws a dataset of digits that look handwritten, for where MNIST cannot be had.</summary>
/// <remarks>
/// Each digit is drawn with pen strokes of random slant, width and shape, and prepared as MNIST's were: 28 × 28 pixels,
/// 0 = background, 255 = ink. All ten digits are equally frequent. The same seed draws the same digits on every
/// platform. They are not MNIST: a network that reads them well reads real handwriting less well.
/// </remarks>
/// <example>
/// <para>A set to train with and one to test with, without a network.</para>
/// <code>$train, $test = New-DigitDataset -Split All -Seed 1</code>
/// </example>
/// <example>
/// <para>A thousand digits of a broad, upright pen.</para>
/// <code>New-DigitDataset -Count 1000 -StrokeWidth 4,6 -Slant 0 | Show-DigitImage</code>
/// </example>
[Cmdlet(VerbsCommon.New, "DigitDataset")]
[OutputType(typeof(DigitDataset))]
public sealed class NewDigitDatasetCommand : ModuleCmdlet
{
    /// <summary>
    /// How many digits of each part, 1 to 2,000,000. Default: as many as MNIST has, 60,000 or 10,000.
    /// </summary>
    [Parameter(Position = 0)]
    public int? Count { get; set; }

    /// <summary>Seed of all random numbers: the same seed draws the same digits. Default: 0.</summary>
    [Parameter]
    public int Seed { get; set; }

    /// <summary>
    /// Which part: Train, Test, or All, which is both. The parts of a seed have no image in common. Default: Train.
    /// </summary>
    [Parameter]
    [ValidateSet(nameof(MnistSplits.Train), nameof(MnistSplits.Test), nameof(MnistSplits.All))]
    [FlatList]
    public MnistSplits Split { get; set; } = MnistSplits.Train;

    /// <summary>
    /// The slant, pixels to the right per pixel upwards, within ±1.5: a number, or two between which it varies.
    /// Default: -0.7,0.9.
    /// </summary>
    [Parameter]
    [ValidateCount(1, 2)]
    public float[]? Slant { get; set; }

    /// <summary>The rotation in degrees, clockwise, within ±45: a number, or two. Default: -15,15.</summary>
    [Parameter]
    [ValidateCount(1, 2)]
    public float[]? Rotation { get; set; }

    /// <summary>The width of the pen in pixels, 0.5 to 8: a number, or two. Default: 1.1,5.3.</summary>
    [Parameter]
    [ValidateCount(1, 2)]
    public float[]? StrokeWidth { get; set; }

    /// <summary>How rough the edge of the ink is in pixels, 0 to 0.3: a number, or two. Default: 0,0.25.</summary>
    [Parameter]
    [ValidateCount(1, 2)]
    public float[]? Noise { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (Split.HasFlag(MnistSplits.Train))
            WriteObject(Require(() => Draw(MnistSplits.Train, DrawnDataset.UsualTrainCount)));
        if (Split.HasFlag(MnistSplits.Test))
            WriteObject(Require(() => Draw(MnistSplits.Test, DrawnDataset.UsualTestCount)));
    }

    private DigitDataset Draw(MnistSplits split, int usualCount)
    {
        var count = Count ?? usualCount;
        using var progress = new ProgressReporter(this, ActivityId.Drawing, "Drawing digits");
        return DrawnDataset.Draw(split, count, Seed, Options(), Show, StopToken);

        void Show(int drawn) => progress.Show(
            () => string.Create(CultureInfo.InvariantCulture, $"{drawn:N0} of {count:N0}"), (double)drawn / count);
    }

    private DrawingOptions Options() => DrawingOptions.Default with
    {
        Slant = Range(Slant, DrawingOptions.Default.Slant),
        Rotation = Range(Rotation, DrawingOptions.Default.Rotation),
        StrokeWidth = Range(StrokeWidth, DrawingOptions.Default.StrokeWidth),
        Noise = Range(Noise, DrawingOptions.Default.Noise),
    };

    private static ValueRange Range(float[]? ends, ValueRange usual) =>
        ends is null ? usual : new ValueRange(ends[0], ends[^1]);
}
