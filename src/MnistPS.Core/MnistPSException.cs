namespace MnistPS;

/// <summary>What kind of trouble an <see cref="MnistPSException"/> tells of; the names are PowerShell's error categories.</summary>
public enum ErrorKind
{
    /// <summary>A value that was given is not allowed.</summary>
    InvalidArgument,

    /// <summary>A file or array holds something else than it should.</summary>
    InvalidData,

    /// <summary>The object is not in a state in which this can be done.</summary>
    InvalidOperation,

    /// <summary>A file, folder or name does not exist.</summary>
    ObjectNotFound,

    /// <summary>What is to be made is there already.</summary>
    ResourceExists,

    /// <summary>The file system denies access, or a file is protected.</summary>
    PermissionDenied,

    /// <summary>A server could not be reached or did not answer as it should.</summary>
    ConnectionError,

    /// <summary>The file system refused to write.</summary>
    WriteError,

    /// <summary>The file system refused to read.</summary>
    ReadError,

    /// <summary>Something that has to be installed is not there or cannot be loaded.</summary>
    NotInstalled,
}

/// <summary>
/// An error with a stable id, whose message names what was given and what is allowed. Numbers and names that a remedy needs
/// stand in <see cref="Exception.Data"/>, by name.
/// </summary>
public class MnistPSException : Exception
{
    /// <summary>Makes the error.</summary>
    /// <param name="errorId">A stable id, such as <c>LayerUnitsOutOfRange</c>.</param>
    /// <param name="kind">The kind of trouble.</param>
    /// <param name="message">What was given and what is allowed; control characters in it are escaped.</param>
    /// <param name="innerException">What caused it, if anything did.</param>
    public MnistPSException(string errorId, ErrorKind kind, string message, Exception? innerException = null)
        : this(errorId, kind, [message], innerException)
    {
    }

    /// <summary>Makes an error whose message has several lines.</summary>
    /// <param name="errorId">A stable id.</param>
    /// <param name="kind">The kind of trouble.</param>
    /// <param name="lines">What was given and what is allowed; control characters in it are escaped.</param>
    /// <param name="innerException">What caused it, if anything did.</param>
    public MnistPSException(string errorId, ErrorKind kind, IEnumerable<string> lines, Exception? innerException = null)
        : base(string.Join('\n', lines.Select(DisplayText.Of)), innerException)
    {
        ErrorId = errorId;
        Kind = kind;
    }

    /// <summary>A stable id, the same in every version.</summary>
    public string ErrorId { get; }

    /// <summary>The kind of trouble.</summary>
    public ErrorKind Kind { get; }
}
