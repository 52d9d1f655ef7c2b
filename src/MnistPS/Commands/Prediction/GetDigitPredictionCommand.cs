using System.Management.Automation;
using MnistPS.Data;
using MnistPS.Errors;
using MnistPS.Formats;
using MnistPS.Imaging;
using MnistPS.Imaging.Light;
using MnistPS.Models;
using MnistPS.Parameters;
using MnistPS.Paths;
using MnistPS.Prediction;

namespace MnistPS.Commands.Prediction;

/// <summary>Reads digits with a model: in image files, in a dataset, in arrays of pixels.</summary>
/// <remarks>
/// An image file is prepared as MNIST's authors did theirs: found on its ground, cropped, scaled and centred
/// (ConvertTo-DigitImage -Steps shows how). Images of a dataset and arrays are read as they are: light ink on a dark
/// ground. The confidence is the network's own probability: for a model compiled with -FromLogits, the softmax or sigmoid
/// of its output. Networks tend to be too sure of images that are unlike those they were trained on. A model without
/// probabilities, such as one for regression, gives a Digit with an empty Confidence, which is always doubtful; one that
/// answers NaN gives no Digit either. A warning says so once.
/// With -Multiple, every digit of a picture is found and read, in reading order: parts of broken strokes are joined,
/// digits that touch are taken apart. Each picture gives one object with its Text, the lines separated by line feeds; its
/// Confidence, which is that of its least sure digit, since a number is wrong if one digit is; and its Digits, each with
/// its probabilities, its place in the picture (BoundingBox) and in the text (Line and Position, from 0).
/// Of an array, fractions go from 0 (ground) to 1 (ink) and whole numbers from 0 to 255. Where no whole number is above 1,
/// they say ink or no ink, and 1 is full ink; bytes always go to 255. An array that mixes whole numbers and fractions is
/// taken for fractions. Numbers out of these ranges are refused. PowerShell takes an array apart that is piped: 784
/// numbers that come one by one make an image; a comma before the array keeps it whole.
/// A file that cannot be read is one non-terminating error, and the next file follows. Predictions stream: each file's is
/// written before the next file is read, and a dataset's are written batch by batch.
/// </remarks>
/// <example>
/// <para>Read scanned digits with the built-in model.</para>
/// <code>Get-ChildItem ./scans/*.png | Get-DigitPrediction</code>
/// </example>
/// <example>
/// <para>Read them with a model of your own.</para>
/// <code>Get-ChildItem ./scans/*.png | Get-DigitPrediction -Model $model</code>
/// </example>
/// <example>
/// <para>Read the first ten images of the test set.</para>
/// <code>$test | Get-DigitImage -Index (0..9) | Get-DigitPrediction -Model $model</code>
/// </example>
/// <example>
/// <para>Read the numbers on forms, and look at those in which a digit is less sure than 90%.</para>
/// <code>$numbers = Get-DigitPrediction ./forms/*.png -Model $model -Multiple -MinimumConfidence 0.9
/// $numbers | Where-Object { $_.Doubtful } | Export-DigitImage -Path ./doubtful</code>
/// </example>
/// <example>
/// <para>Read 784 bytes, or 28 rows of 28 fractions.</para>
/// <code>, $bytes | Get-DigitPrediction -Model $model
/// Get-DigitPrediction -Pixel $rows -Model $model</code>
/// </example>
[Cmdlet(VerbsCommon.Get, "DigitPrediction", DefaultParameterSetName = PathSet)]
[OutputType(typeof(DigitPrediction), typeof(NumberPrediction))]
public sealed class GetDigitPredictionCommand : PathCommand
{
    private const string ImageSet = "Image";
    private const string DatasetSet = "Dataset";
    private const string PixelSet = "Pixel";

    private DigitPredictor _predictor = null!;
    private PixelCollector? _pixels;
    private bool _hasWarned;

    /// <summary>Images of a dataset.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ImageSet)]
    public MnistPS.Data.DigitImage[] Image { get; set; } = [];

    /// <summary>A whole dataset.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = DatasetSet)]
    public DigitDataset Dataset { get; set; } = null!;

    /// <summary>
    /// An array of pixels: 784 numbers, or 28 rows of 28. Fractions from 0 (ground) to 1 (ink), or whole numbers from 0 to
    /// 255.
    /// </summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = PixelSet)]
    [Pixels]
    public object Pixel { get; set; } = null!;

    /// <summary>The model to predict with. Default: the built-in one, trained on MNIST.</summary>
    [Parameter]
    [ValidateNotNull]
    public DenseModel Model { get; set; } = null!;

    /// <summary>
    /// Predictions with a confidence below this, 0 to 1, are marked as doubtful, and those without one always. Default: 0.
    /// </summary>
    [Parameter]
    [Share]
    public double MinimumConfidence { get; set; }

    /// <summary>Finds and reads every digit of a picture, and returns one object for each picture.</summary>
    [Parameter(ParameterSetName = PathSet)]
    [Parameter(ParameterSetName = LiteralPathSet)]
    public SwitchParameter Multiple { get; set; }

    /// <summary>With -Multiple: writes a question mark in the text in place of each doubtful digit.</summary>
    [Parameter(ParameterSetName = PathSet)]
    [Parameter(ParameterSetName = LiteralPathSet)]
    public SwitchParameter MaskDoubtful { get; set; }

    /// <summary>
    /// Whether the ink is darker than the ground (DarkOnLight) or lighter (LightOnDark). Default: Auto, found out from
    /// each picture.
    /// </summary>
    [Parameter(ParameterSetName = PathSet)]
    [Parameter(ParameterSetName = LiteralPathSet)]
    [FlatList]
    public InkPolarity Polarity { get; set; } = InkPolarity.Auto;

    /// <summary>
    /// Number of slightly varied copies of each image that the model classifies too; the mean of the probabilities is its
    /// answer (test-time augmentation). Range: 0 to 1000. Default: 0.
    /// </summary>
    [Parameter(ParameterSetName = PathSet)]
    [Parameter(ParameterSetName = LiteralPathSet)]
    [Parameter(ParameterSetName = ImageSet)]
    [Parameter(ParameterSetName = DatasetSet)]
    [Alias("TTA")]
    [ValidateRange(0, 1000)]
    public int TestTimeAugmentation { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (MaskDoubtful && !Multiple)
            ThrowTerminatingError(ErrorRecords.Create(
                "ParameterNeedsMultiple",
                ErrorCategory.InvalidArgument,
                "-MaskDoubtful says how the text of several digits is written. Give -Multiple as well.",
                MaskDoubtful));
        if (Model is null)
            Model = Require(BuiltInModel.GetShared);
        _predictor = new DigitPredictor(Model, new NumberOptions
        {
            Preparation = new PreparationOptions { Polarity = Polarity },
            MinimumConfidence = MinimumConfidence,
            MaskDoubtful = MaskDoubtful,
            Copies = TestTimeAugmentation,
        });
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        switch (ParameterSetName)
        {
            case ImageSet:
                foreach (var image in Image)
                    Attempt(() => Write(_predictor.Read(image)), image);
                break;
            case DatasetSet:
                Attempt(() => Write(_predictor.Read(Dataset, StopToken)), Dataset);
                break;
            case PixelSet:
                Attempt(PredictPixels, Pixel);
                break;
            default:
                ForEachFile(PredictFile);
                break;
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => Attempt(() => _pixels?.CheckComplete(), Pixel);

    private void PredictFile(string file)
    {
        if (!Multiple)
        {
            WarnAndWrite(_predictor.ReadFile(file, StopToken), file);
            return;
        }

        var number = _predictor.ReadNumber(file, StopToken);
        WarnOf(number.Warnings, file);
        WarnOfConfidence(number.Confidence);
        WriteObject(number);
    }

    private void PredictPixels()
    {
        _pixels ??= new PixelCollector(Model.Inputs[0].OutputShape.Size);
        foreach (var image in _pixels.Add(Pixel))
            WarnAndWrite(_predictor.Read(PixelArray.Read(image)), file: null);
    }

    private void Write(IEnumerable<DigitPrediction> predictions)
    {
        foreach (var prediction in predictions)
            Write(prediction);
    }

    private void WarnAndWrite(DigitPrediction prediction, string? file)
    {
        WarnOf(prediction.Warnings, file);
        Write(prediction);
    }

    private void Write(DigitPrediction prediction)
    {
        WarnOfConfidence(prediction.Confidence);
        WriteObject(prediction);
    }

    private void WarnOfConfidence(float? confidence)
    {
        if (confidence is not null || _hasWarned)
            return;
        _hasWarned = true;
        WriteWarning(OutputReading.Of(Model).Scale == OutputScale.Unknown
            ? $"The model '{Model.Name}' answers without probabilities: its output '{Model.Outputs[0]}' ends in no softmax or "
                + "sigmoid. Confidence is empty, and every digit doubtful. Give the last layer -Activation Softmax, or compile "
                + "the model with Build-DenseModel -FromLogits if its outputs are logits."
            : $"The model '{Model.Name}' answers NaN, not a number: Digit and Confidence are empty. Its weights or the image "
                + "are not finite; train it anew, with a smaller learning rate if its loss became NaN.");
    }

    private void WarnOf(IEnumerable<string> warnings, string? file)
    {
        foreach (var warning in warnings)
            Warn(warning, file);
    }
}
