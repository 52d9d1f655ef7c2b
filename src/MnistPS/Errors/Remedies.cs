using System.Collections;

namespace MnistPS.Errors;

/// <summary>
/// What to do about an error, by its id. The engine tells what happened; which cmdlet and which parameter help is known here
/// alone. A word in braces is a number or name that the error brings along.
/// </summary>
internal static class Remedies
{
    private static readonly Dictionary<string, string> s_remedies = new(StringComparer.Ordinal)
    {
        ["CheckpointCompilationMismatch"] = "Compile the model in the same way, or leave -Model out: the checkpoint brings its own.",
        ["CheckpointComplete"] = "Give a larger number of -Epochs.",
        ["CheckpointInvalid"] = "Give a file that -CheckpointPath has written.",
        ["CheckpointModelMismatch"] = "Leave -Model out: the checkpoint brings its own.",
        ["CheckpointSampleMismatch"] = "Give the same datasets as before, split in the same way.",
        ["CheckpointValidationMissing"] = "Give the same one again as -ValidationDataset.",
        ["FileExists"] = "Leave -NoClobber out to replace it.",
        ["FileNotRegular"] = "Give the path of a file.",
        ["FileReadOnly"] = "Make it writable, or give -Force where a cmdlet that exports has it.",
        ["FolderNotFound"] = "Make it with New-Item -ItemType Directory.",
        ["MnistNotAvailable"] =
            "A folder with the four files can be given as -Path, too. New-DigitDataset draws digits itself and needs no network.",
        ["ModelNotCompiled"] = "Pipe it through Build-DenseModel first.",
        ["MonitorWithoutValidation"] = "Give a -ValidationSplit or a -ValidationDataset, or monitor Loss or Accuracy.",
        ["PathIsFolder"] = "Give the path of a file in it, or a wildcard where one is allowed.",
        ["SeveralImagesOneFile"] = "Give the path of a folder as -Path.",
    };

    /// <summary>Says what to do.</summary>
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
