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

    /// <summary>A server could not be reached or did not answer as it should.</summary>
    ConnectionError,

    /// <summary>The file system refused to write.</summary>
    WriteError,

    /// <summary>The file system refused to read.</summary>
    ReadError,

    /// <summary>Something that has to be installed is not there or cannot be loaded.</summary>
    NotInstalled,
}

/// <summary>An error with a stable id, whose message names what was given, what is allowed and what to do.</summary>
public class MnistPSException : Exception
{
    /// <summary>Makes the error.</summary>
    /// <param name="errorId">A stable id, such as <c>LayerUnitsOutOfRange</c>.</param>
    /// <param name="kind">The kind of trouble.</param>
    /// <param name="message">What was given, what is allowed, what to do.</param>
    /// <param name="innerException">What caused it, if anything did.</param>
    public MnistPSException(string errorId, ErrorKind kind, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        ErrorId = errorId;
        Kind = kind;
    }

    /// <summary>A stable id, the same in every version.</summary>
    public string ErrorId { get; }

    /// <summary>The kind of trouble.</summary>
    public ErrorKind Kind { get; }
}
