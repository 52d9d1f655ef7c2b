using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using MnistPS.Cmdlets;
using MnistPS.Data;
using MnistPS.Imaging;
using MnistPS.Parameters;
using MnistPS.Prediction;

namespace MnistPS.Commands.Data;

/// <summary>Draws digits in the terminal, with their labels.</summary>
/// <remarks>
/// Images stand side by side as far as the terminal is wide. The output is lines of text, so that a drawing
/// can be written to a file too. Below each image stand its number in the dataset, its label and, if predictions are given,
/// the digit that a model read with its probability.
/// Of a preparation (ConvertTo-DigitImage -Steps) every stage is drawn, in shades of grey unless a style is given. Stages
/// larger than 56 pixels, or than the line is wide, are scaled down.
/// </remarks>
/// <example>
/// <para>The first ten digits to train with.</para>
/// <code>$train | Show-DigitImage -First 10</code>
/// </example>
/// <example>
/// <para>Three digits in shades of grey.</para>
/// <code>$test | Show-DigitImage -Index 0,7,42 -Style Shade</code>
/// </example>
/// <example>
/// <para>What the model got wrong, with its answers.</para>
/// <code>$wrong = $test | Get-DigitPrediction -Model $model | Where-Object { -not $_.Correct }
/// $test | Show-DigitImage -Index $wrong.Index -First 8 -Prediction $wrong</code>
/// </example>
/// <example>
/// <para>How a photo becomes 28 × 28 pixels, stage by stage.</para>
/// <code>ConvertTo-DigitImage ./seven.jpg -Steps | Show-DigitImage</code>
/// </example>
[Cmdlet(VerbsCommon.Show, "DigitImage", DefaultParameterSetName = DatasetSet)]
[OutputType(typeof(string))]
public sealed class ShowDigitImageCommand : ModuleCmdlet
{
    private const string DatasetSet = "Dataset";
    private const string ImageSet = "Image";
    private const string StepSet = "Step";

    // Two stages stand side by side in a usual line.
    private const int LargestStage = 56;
    private const int UsualCount = 10;
    private const int UsualWidth = 120;
    private const int WidestLine = 10_000;

    private readonly List<DigitImage> _images = [];
    private readonly List<PreparationStep> _steps = [];

    /// <summary>A dataset.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = DatasetSet)]
    public DigitDataset Dataset { get; set; } = null!;

    /// <summary>Single images.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ImageSet)]
    public DigitImage[] Image { get; set; } = [];

    /// <summary>Stages of a preparation.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = StepSet)]
    public PreparationStep[] Step { get; set; } = [];

    /// <summary>Numbers of images of the dataset, from 0, also as a range: 0..9.</summary>
    [Parameter(ParameterSetName = DatasetSet)]
    [IndexList]
    public int[]? Index { get; set; }

    /// <summary>How many images at most. Default: 10 of a dataset, all that are named or piped in.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? First { get; set; }

    /// <summary>
    /// With which characters: Block (half blocks), Shade (grey) or Ascii. Default: Block for images, Shade for stages.
    /// </summary>
    [Parameter]
    [FlatList]
    public ImageTextStyle? Style { get; set; }

    /// <summary>
    /// Predictions for the images: matched by Index, or by order where they have none.
    /// </summary>
    [Parameter(ParameterSetName = DatasetSet)]
    [Parameter(ParameterSetName = ImageSet)]
    public DigitPrediction[] Prediction { get; set; } = [];

    /// <summary>
    /// Characters in a line, 1 to 10,000. Default: as wide as the terminal, or 120 where there is none.
    /// </summary>
    [Parameter]
    [ValidateRange(1, WidestLine)]
    public int? Width { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == ImageSet)
        {
            _images.AddRange(Image.Take((First ?? int.MaxValue) - _images.Count));
            return;
        }

        if (ParameterSetName == StepSet)
        {
            _steps.AddRange(Step.Take((First ?? int.MaxValue) - _steps.Count));
            return;
        }

        var count = First ?? (Index is null ? UsualCount : null);
        foreach (var index in new ImageSelection { Indices = Index, Count = count }.Choose(Dataset))
            Attempt(() => _images.Add(Dataset.GetImage(index)), index);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var width = Width ?? HostWidth();
        var pictures = ParameterSetName == StepSet ? Stages(width) : Captioned();
        var style = Style ?? (ParameterSetName == StepSet ? ImageTextStyle.Shade : ImageTextStyle.Block);
        foreach (var line in ImageGallery.Arrange(pictures, width, style))
            WriteObject(line);
    }

    private List<(DigitImage Image, string Caption)> Stages(int width) =>
        [.. _steps.Select(step => (step.ToDigitImage(Math.Min(LargestStage, width)), step.ToString()))];

    private List<(DigitImage Image, string Caption)> Captioned()
    {
        var named = Prediction.Where(read => read.Index is not null).ToLookup(read => read.Index);
        return [.. _images.Select((image, place) => (image, Caption(image, Find(named, image, place))))];
    }

    private DigitPrediction? Find(ILookup<int?, DigitPrediction> named, DigitImage image, int place)
    {
        if (image.Index is not null && named.Count > 0)
            return named[image.Index].FirstOrDefault();
        return place < Prediction.Length ? Prediction[place] : null;
    }

    private static string Caption(DigitImage image, DigitPrediction? prediction)
    {
        var parts = new List<string>();
        if (image.Index is { } index)
            parts.Add($"#{index}");
        if (image.Label is { } label)
            parts.Add($"label {label}");
        if (prediction is not null)
            parts.Add(Answer(prediction));
        return string.Join(", ", parts);
    }

    private static string Answer(DigitPrediction prediction)
    {
        if (prediction.Digit is not { } digit)
            return "no answer";
        return prediction.Confidence is { } confidence
            ? string.Create(CultureInfo.InvariantCulture, $"read {digit} ({confidence:P0})")
            : $"read {digit} (no probability)";
    }

    private int HostWidth()
    {
        try
        {
            return Host.UI?.RawUI?.BufferSize.Width is { } width and > 0 ? width : UsualWidth;
        }
        catch (Exception error) when (error is HostException or IOException or NotImplementedException
            or NotSupportedException or PlatformNotSupportedException or InvalidOperationException)
        {
            // Output that goes into a file or another program has no width.
            return UsualWidth;
        }
    }
}
