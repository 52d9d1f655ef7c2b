using System.Management.Automation;

namespace MnistPS.Errors;

/// <summary>Turns exceptions of the engine into error records: a stable id, the right category, what happened, what to do.</summary>
internal static class ErrorRecords
{
    /// <summary>Whether an exception tells the user something; others are mistakes of ours, and PowerShell shows them whole.</summary>
    internal static bool IsExpected(Exception error) =>
        error is MnistPSException or IOException or UnauthorizedAccessException or InvalidDataException;

    internal static ErrorRecord From(Exception error, object? target)
    {
        var record = error switch
        {
            MnistPSException known => new ErrorRecord(Remedies.Complete(known), known.ErrorId, Category(known.Kind), target),
            UnauthorizedAccessException => new ErrorRecord(error, "AccessDenied", ErrorCategory.PermissionDenied, target),
            FileNotFoundException or DirectoryNotFoundException =>
                new ErrorRecord(error, "PathNotFound", ErrorCategory.ObjectNotFound, target),
            InvalidDataException => new ErrorRecord(error, "InvalidData", ErrorCategory.InvalidData, target),
            _ => new ErrorRecord(error, "InputOutputError", ErrorCategory.ReadError, target),
        };
        return Harmless(record);
    }

    internal static ErrorRecord Create(string id, ErrorCategory category, string message, object? targetObject) =>
        Harmless(new ErrorRecord(new ArgumentException(DisplayText.Of(message)), id, category, targetObject));

    // What the system says may quote the name of a file, and the target is often that name.
    private static ErrorRecord Harmless(ErrorRecord record)
    {
        if (record.Exception is not MnistPSException && !DisplayText.IsHarmless(record.Exception.Message))
            record.ErrorDetails = new ErrorDetails(DisplayText.Of(record.Exception.Message));
        if (!DisplayText.IsHarmless(record.CategoryInfo.TargetName))
            record.CategoryInfo.TargetName = DisplayText.Of(record.CategoryInfo.TargetName);
        return record;
    }

    // The names of the kinds are those of PowerShell's categories: a test holds the two together.
    private static ErrorCategory Category(ErrorKind kind) => Enum.Parse<ErrorCategory>(kind.ToString());
}
