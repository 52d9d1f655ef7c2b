using System.Collections;
using MnistPS.Imaging;
using MnistPS.Models;

namespace MnistPS.Errors;

/// <summary>
/// What to do about an error, by its id, or about a finding. The engine tells what happened; which cmdlet and which parameter help is known here
/// alone. A word in braces is a number or name that the error brings along.
/// </summary>
internal static class Remedies
{
    private static readonly Dictionary<string, string> s_remedies = new(StringComparer.Ordinal)
    {
        ["BuiltInModelMissing"] = "Install the module anew, or name a model with -Model.",
        ["CheckpointCompilationMismatch"] =
            "Compile the model in the same way, or leave -Model out: the checkpoint brings its own.",
        ["CheckpointComplete"] = "Give a larger number of -Epochs.",
        ["CheckpointInvalid"] = "Give a file that -CheckpointPath has written.",
        ["CheckpointModelMismatch"] = "Leave -Model out where one was given: the checkpoint brings its own.",
        ["CheckpointSampleMismatch"] = "Give the same datasets as before, split in the same way.",
        ["CheckpointValidationMissing"] = "Give the same one again as -ValidationDataset.",
        ["ClassCountMismatch"] = "Import both with the same -ClassCount or -ClassName.",
        ["ClassNameCountMismatch"] = "Name all classes with -ClassName, in the order of their labels.",
        ["ClassNameMismatch"] = "Import both with the same -ClassName.",
        ["DatasetEmpty"] = "Those in folders of folders are read with -Recurse.",
        ["DatasetFormatUnknown"] = "Or say with -Format what it is.",
        ["FileExists"] = "Leave -NoClobber out to replace it.",
        ["FileNotRegular"] = "Give the path of a file.",
        ["FileReadOnly"] = "Make it writable, or give -Force where a cmdlet that exports has it.",
        ["FolderNotFound"] = "Make it with New-Item -ItemType Directory.",
        ["GraphDisconnected"] =
            "Name every input in -InputLayer, and join it to the output with New-DenseLayer, or leave it out.",
        ["IdxCountMismatch"] = "Import-DigitDataset takes the right file of labels as -LabelPath.",
        ["IdxDimensionMismatch"] = "Import-DigitDataset takes the file of images, and that of labels as -LabelPath.",
        ["InputShapeMismatch"] = "Make the model with New-InputLayer -Size {Size}.",
        ["LabelFileMissing"] = "Name them with -LabelPath.",
        ["LabelOutOfRange"] = "-ClassCount sets the number of classes.",
        ["LayerNameDuplicate"] = "Give each layer a -Name of its own, or none.",
        ["MergeInputTooFew"] = "Give them as -InputLayer $a, $b.",
        ["MnistChecksumMismatch"] = "Get it again; or, if it is another data set, say -SkipChecksum.",
        ["MnistNotAvailable"] =
            "A folder with the four files can be given as -Path, too. New-DigitDataset draws digits itself and needs no network.",
        ["ModelNotCompiled"] = "Pipe it through Build-DenseModel first.",
        ["MonitorWithoutValidation"] = "Give a -ValidationSplit or a -ValidationDataset, or monitor Loss or Accuracy.",
        ["OutputShapeMismatch"] = "Make the last layer with New-DenseLayer -Units {Units}.",
        ["PathIsFolder"] = "Give the path of a file in it, or a wildcard where one is allowed.",
        ["SeveralImagesOneFile"] = "Give the path of a folder as -Path.",
        ["WeightOutOfHalfRange"] = "Write the model with -Precision Float32.",
    };

    private static readonly Dictionary<string, string> s_ofWarnings = new(StringComparer.Ordinal)
    {
        [PictureWarnings.NotLightOnDark] = "Prepare them with ConvertTo-DigitImage.",
        [PictureWarnings.OffCentre] = "Prepare it anew to centre it (ConvertTo-DigitImage -Force).",
        [PictureWarnings.SeveralDigits] = "To read them all, use Get-DigitPrediction -Multiple.",
        [PictureWarnings.TakenForDark] = "If that is wrong, give -Polarity LightOnDark.",
        [PictureWarnings.TakenForLight] = "If that is wrong, give -Polarity DarkOnLight.",
    };

    /// <summary>Says what to do about a finding.</summary>
    /// <param name="warning">The finding.</param>
    /// <returns>The same where nothing is known that helps; else both.</returns>
    internal static string Complete(string warning) =>
        s_ofWarnings.TryGetValue(warning, out var remedy) ? $"{warning} {remedy}" : warning;

    /// <summary>Says what to do about an output that its loss does not fit.</summary>
    /// <param name="mismatch">The finding.</param>
    /// <returns>Both.</returns>
    internal static string Complete(OutputMismatch mismatch) => mismatch.Message + (mismatch.TakesLogits
        ? " Leave -FromLogits out, or the activation of the layer."
        : " Give the layer -Activation Softmax, or compile with -FromLogits.");

    /// <summary>Says what to do about an error.</summary>
    /// <param name="error">The error.</param>
    /// <returns>The same error where nothing is known that helps; else one that says both.</returns>
    internal static MnistPSException Complete(MnistPSException error)
    {
        if (!s_remedies.TryGetValue(error.ErrorId, out var remedy))
            return error;
        foreach (DictionaryEntry fact in error.Data)
            remedy = remedy.Replace($"{{{fact.Key}}}", $"{fact.Value}", StringComparison.Ordinal);
        return new MnistPSException(error.ErrorId, error.Kind, $"{error.Message} {remedy}".Split('\n'), error);
    }
}
