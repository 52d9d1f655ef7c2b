using System.Management.Automation;
using MnistPS.Data;
using MnistPS.Evaluation;
using MnistPS.Imaging;
using MnistPS.Models;

namespace MnistPS.Commands;

/// <summary>Lets a model read digits: in image files, in a dataset, in arrays of pixels.</summary>
/// <remarks>
/// An image file is prepared as MNIST's authors did theirs: found on its ground, cropped, scaled and centred. Images of a
/// dataset are read as they are. The confidence is the network's own; networks tend to be too sure of images that
/// are unlike those they were trained on.
/// </remarks>
/// <example>
/// <para>Read scanned digits.</para>
/// <code>Get-ChildItem ./scans/*.png | Get-DigitPrediction -Model $model</code>
/// </example>
/// <example>
/// <para>Read the first ten images of the test set.</para>
/// <code>$test | Get-DigitImage -Index (0..9) | Get-DigitPrediction -Model $model</code>
/// </example>
[Cmdlet(VerbsCommon.Get, "DigitPrediction", DefaultParameterSetName = PathSet)]
[OutputType(typeof(DigitPrediction))]
public sealed class GetDigitPredictionCommand : ModuleCmdlet
{
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";
    private const string ImageSet = "Image";
    private const string DatasetSet = "Dataset";

    /// <summary>Path of an image file (PNG, JPEG, BMP, GIF or WebP); wildcards are allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = PathSet)]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <summary>Path of an image file, in which every character stands for itself.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = LiteralPathSet)]
    [Alias("PSPath", "FullName")]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>Images of a dataset.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ImageSet)]
    public Data.DigitImage[] Image { get; set; } = [];

    /// <summary>A whole dataset.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = DatasetSet)]
    public DigitDataset Dataset { get; set; } = null!;

    /// <summary>The model that reads.</summary>
    [Parameter(Mandatory = true)]
    public DenseModel Model { get; set; } = null!;

    /// <summary>Digits with a confidence below this, 0 to 1, are marked as doubtful. Default: 0.</summary>
    [Parameter]
    [ValidateRange(0.0, 1.0)]
    public double MinimumConfidence { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        switch (ParameterSetName)
        {
            case ImageSet:
                foreach (var image in Image)
                    Attempt(() => WriteObject(Predict(image)), image);
                break;
            case DatasetSet:
                Attempt(PredictDataset, Dataset);
                break;
            default:
                PredictFiles();
                break;
        }
    }

    private void PredictFiles()
    {
        var literal = ParameterSetName == LiteralPathSet;
        foreach (var file in FilePaths.ResolveExisting(this, literal ? LiteralPath : Path, literal))
            Attempt(() => WriteObject(PredictFile(file)), file);
    }

    private DigitPrediction PredictFile(string file)
    {
        var prepared = DigitImagePreparation.Prepare(ImageReader.Read(file));
        foreach (var warning in prepared.Warnings)
            WriteWarning($"{file}: {warning}");
        var image = new Data.DigitImage(prepared.Pixels, prepared.Height, prepared.Width);
        return Describe(DigitReader.Read(Model, image), file, index: null, label: null, prepared.Warnings);
    }

    private DigitPrediction Predict(Data.DigitImage image) =>
        Describe(DigitReader.Read(Model, image), image.Source, image.Index, image.Label, []);

    private void PredictDataset()
    {
        var answers = DigitReader.Read(Model, Dataset, cancellation: StopToken);
        for (var i = 0; i < answers.Count; i++)
            WriteObject(Describe(answers[i], Dataset.Source, i, Dataset.Labels.Span[i], []));
    }

    private DigitPrediction Describe(
        float[] probabilities, string? path, int? index, int? label, IReadOnlyList<string> warnings) =>
        new(probabilities)
        {
            Path = path,
            Index = index,
            Label = label,
            Warnings = warnings,
            Doubtful = probabilities.Max() < MinimumConfidence,
        };
}
