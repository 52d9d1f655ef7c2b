using System.Management.Automation;
using MnistPS.Imaging;
using MnistPS.Imaging.Writing;
using MnistPS.Paths;
using MnistPS.Prediction;

namespace MnistPS.Commands.Pictures;

/// <summary>Writes digits as picture files, and pictures with what was read in them.</summary>
/// <remarks>
/// The ending of the path chooses the format: .png, .jpg or .webp. A path that has no ending, or is that of a folder, is a
/// folder, which is made if it is not there; each image gets a name of its own: its number and its label, or the name of the
/// file that it comes from. A file that is there is replaced, unless it is read-only or -NoClobber is given, but never a
/// picture that was read, by whatever name or link, nor a file in the folder that a dataset was read from.
/// What Get-DigitPrediction -Multiple has read becomes a copy of its picture with a box around each digit and what was
/// read above it; a question mark follows where the digit is doubtful. The longest side of the copy is at most 2000 pixels.
/// A file appears under its name only once it is complete.
/// </remarks>
/// <example>
/// <para>Write one digit as black ink on a white page, eight times as large.</para>
/// <code>$test | Get-DigitImage -Index 0 | Export-DigitImage -Path ./digit.png -Scale 8 -DarkOnLight</code>
/// </example>
/// <example>
/// <para>Write the first hundred digits into a folder: 00000-7.png, 00001-2.png, ….</para>
/// <code>$test | Get-DigitImage -First 100 | Export-DigitImage -Path ./digits</code>
/// </example>
/// <example>
/// <para>Draw what was read into copies of the pictures: form.jpg becomes ./checked/form-read.png.</para>
/// <code>Get-DigitPrediction ./forms/*.jpg -Model $model -Multiple | Export-DigitImage -Path ./checked -ShowConfidence</code>
/// </example>
/// <example>
/// <para>Write every stage of a preparation: seven-1-Grey.png, seven-2-Polarity.png, ….</para>
/// <code>ConvertTo-DigitImage ./seven.jpg -Steps | Export-DigitImage -Path ./stages</code>
/// </example>
[Cmdlet(VerbsData.Export, "DigitImage", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportDigitImageCommand : ExportCommand
{
    private const string ImageSet = "Image";
    private const string StepSet = "Step";
    private const string NumberSet = "Number";

    private PictureFiles? _files;

    /// <summary>The image, of a dataset or prepared from a file.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ImageSet)]
    public MnistPS.Data.DigitImage Image { get; set; } = null!;

    /// <summary>A stage of a preparation, from ConvertTo-DigitImage -Steps.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = StepSet)]
    public PreparationStep Step { get; set; } = null!;

    /// <summary>What was read in a picture, from Get-DigitPrediction -Multiple.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = NumberSet)]
    public NumberPrediction Prediction { get; set; } = null!;

    /// <summary>Each pixel becomes a square of so many pixels. Range: 1 to 256. Default: 1.</summary>
    [Parameter(ParameterSetName = ImageSet)]
    [Parameter(ParameterSetName = StepSet)]
    [ValidateRange(1, 256)]
    public int Scale { get; set; } = 1;

    /// <summary>Writes dark ink on a light ground, as on paper, instead of MNIST's light ink on a dark ground.</summary>
    [Parameter(ParameterSetName = ImageSet)]
    public SwitchParameter DarkOnLight { get; set; }

    /// <summary>Writes below each digit how sure the model is of it.</summary>
    [Parameter(ParameterSetName = NumberSet)]
    public SwitchParameter ShowConfidence { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        switch (ParameterSetName)
        {
            case StepSet:
                Export(PictureNames.Of(Step), Step.Source, "Export stage", path => ImageWriter.Write(Step.Image, path, Scale, WriteOptions));
                break;
            case NumberSet:
                Export(
                    PictureNames.Of(Prediction.Path, "read"),
                    Prediction.Path,
                    "Export annotated picture",
                    path => NumberAnnotation.Write(Prediction, path, ShowConfidence, WriteOptions, StopToken));
                break;
            default:
                Export(
                    PictureNames.Of(Image, _files?.Count ?? 0),
                    Image.Source,
                    "Export image",
                    path => ImageWriter.Write(Image, path, Scale, DarkOnLight, WriteOptions));
                break;
        }
    }

    private void Export(string name, string? source, string action, Action<string> write) => Attempt(
        () =>
        {
            _files ??= new PictureFiles(FullPath);
            var path = _files.Choose(name, source);
            Export(path, action, () => _files.Write(path, write));
        },
        Path);
}
