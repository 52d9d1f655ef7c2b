namespace MnistPS.Data.Mnist;

/// <summary>No server sent a file as it should be.</summary>
public sealed class MnistDownloadException : MnistPSException
{
    /// <summary>Makes the error.</summary>
    /// <param name="attempts">What came of each attempt, in order.</param>
    /// <param name="innerException">The last failure.</param>
    public MnistDownloadException(IReadOnlyList<string> attempts, Exception innerException)
        : base(
            "MnistDownloadFailed",
            ErrorKind.ConnectionError,
            $"MNIST could not be downloaded: {string.Join("; ", attempts)}.",
            innerException) => Attempts = attempts;

    /// <summary>What came of each attempt, in order.</summary>
    public IReadOnlyList<string> Attempts { get; }
}
