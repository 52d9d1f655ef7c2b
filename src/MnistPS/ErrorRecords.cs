using System.Management.Automation;

namespace MnistPS;

/// <summary>Turns exceptions of the engine into error records with a stable id and the right category.</summary>
internal static class ErrorRecords
{
    /// <summary>Whether an exception tells the user something; others are mistakes of ours, and PowerShell shows them whole.</summary>
    internal static bool IsExpected(Exception error) =>
        error is MnistPSException or IOException or UnauthorizedAccessException or InvalidDataException;

    internal static ErrorRecord From(Exception error, object? target) => error switch
    {
        MnistPSException known => new ErrorRecord(known, known.ErrorId, Category(known.Kind), target),
        UnauthorizedAccessException => new ErrorRecord(error, "AccessDenied", ErrorCategory.PermissionDenied, target),
        FileNotFoundException or DirectoryNotFoundException =>
            new ErrorRecord(error, "PathNotFound", ErrorCategory.ObjectNotFound, target),
        InvalidDataException => new ErrorRecord(error, "InvalidData", ErrorCategory.InvalidData, target),
        _ => new ErrorRecord(error, "InputOutputError", ErrorCategory.ReadError, target),
    };

    internal static ErrorRecord Create(string id, ErrorCategory category, string message, object? targetObject) =>
        new(new ArgumentException(message), id, category, targetObject);

    // The names of the kinds are those of PowerShell's categories: a test holds the two together.
    private static ErrorCategory Category(ErrorKind kind) => Enum.Parse<ErrorCategory>(kind.ToString());
}
