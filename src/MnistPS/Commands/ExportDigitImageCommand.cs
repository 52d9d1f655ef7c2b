using System.Globalization;
using System.Management.Automation;
using MnistPS.Imaging;
using MnistPS.Imaging.Pixels;
using MnistPS.Imaging.Writing;
using MnistPS.Prediction;

namespace MnistPS.Commands;

/// <summary>Writes digits as picture files, and pictures with what was read in them.</summary>
/// <remarks>
/// The ending of the path chooses the format: .png, .jpg or .webp. With an existing folder as the path, each image gets a
/// name of its own: its number and its label, or the name of the file that it comes from. A file that is there is
/// replaced, unless -NoClobber is given, but never the picture that was read.
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
public sealed class ExportDigitImageCommand : ModuleCmdlet
{
    private const string ImageSet = "Image";
    private const string StepSet = "Step";
    private const string NumberSet = "Number";

    private readonly HashSet<string> _written = [];

    /// <summary>The image, of a dataset or prepared from a file.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ImageSet)]
    public Data.DigitImage Image { get; set; } = null!;

    /// <summary>A stage of a preparation, from ConvertTo-DigitImage -Steps.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = StepSet)]
    public PreparationStep Step { get; set; } = null!;

    /// <summary>What was read in a picture, from Get-DigitPrediction -Multiple.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = NumberSet)]
    public NumberPrediction Prediction { get; set; } = null!;

    /// <summary>
    /// Path of the file to write; or of a folder, which is made if it is not there: what has no ending is a folder.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("LiteralPath")]
    public string Path { get; set; } = null!;

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

    /// <summary>Refuses to replace a file that is there.</summary>
    [Parameter]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>Puts out the file that was written.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        switch (ParameterSetName)
        {
            case StepSet:
                Attempt(() => Write(NameOf(Step), "Export stage", path => ImageWriter.Write(Step.Image, path, Scale)), Step);
                break;
            case NumberSet:
                Attempt(
                    () => Write(
                        NameOf(Prediction),
                        "Export annotated picture",
                        path => NumberAnnotation.Write(Prediction, path, ShowConfidence, StopToken)),
                    Prediction);
                break;
            default:
                Attempt(() => Write(NameOf(Image), "Export image", path => ImageWriter.Write(ToGray(), path, Scale)), Image);
                break;
        }
    }

    private void Write(string name, string action, Action<string> write)
    {
        var path = FilePaths.ResolveNew(this, Path);
        var folder = Directory.Exists(path) || !System.IO.Path.HasExtension(path) ? path : null;
        if (folder is not null)
            path = Unused(System.IO.Path.Combine(path, name));
        CheckFirst(path);
        if (NoClobber && File.Exists(path))
        {
            WriteError(ErrorRecords.Create(
                "FileExists", ErrorCategory.ResourceExists, $"'{path}' exists. Leave -NoClobber out to replace it.", path));
            return;
        }

        if (!ShouldProcess(path, action))
            return;
        if (folder is not null)
            Directory.CreateDirectory(folder);
        write(path);
        _written.Add(path);
        if (PassThru)
            WriteObject(new FileInfo(path));
    }

    // Pictures of the same name from different folders, or digits of different datasets.
    private string Unused(string path)
    {
        var unused = path;
        for (var number = 2; _written.Contains(unused); number++)
            unused = System.IO.Path.ChangeExtension(path, null) + $"-{number}" + System.IO.Path.GetExtension(path);
        return unused;
    }

    private void CheckFirst(string path)
    {
        if (_written.Contains(path))
            throw new MnistPSException(
                "SeveralImagesOneFile",
                ErrorKind.InvalidArgument,
                $"'{path}' was written for another image of this pipeline. Give the path of a folder for several images.");
    }

    private GrayImage ToGray()
    {
        byte[] pixels = DarkOnLight ? [.. Image.Pixels.Select(pixel => (byte)(byte.MaxValue - pixel))] : Image.Pixels;
        return GrayImage.FromBytes(Image.Width, Image.Height, pixels);
    }

    private string NameOf(Data.DigitImage image)
    {
        if (image is PreparedImage { Source: { } file })
            return $"{System.IO.Path.GetFileNameWithoutExtension(file)}-digit.png";
        var number = (image.Index ?? _written.Count).ToString("D5", CultureInfo.InvariantCulture);
        return image.Label is { } label ? $"{number}-{label}.png" : $"{number}.png";
    }

    private static string NameOf(PreparationStep step) => string.Create(
        CultureInfo.InvariantCulture,
        $"{System.IO.Path.GetFileNameWithoutExtension(step.Source) ?? "picture"}-{step.Number}-{step.Name}.png");

    private static string NameOf(NumberPrediction number) =>
        $"{System.IO.Path.GetFileNameWithoutExtension(number.Path) ?? "picture"}-read.png";
}
