namespace MnistPS.Data.Mnist;

/// <summary>How patient a download is.</summary>
public sealed record DownloadOptions
{
    /// <summary>How often each server is asked for a file, at least 1. Default 2.</summary>
    public int AttemptsPerMirror { get; init; } = 2;

    /// <summary>
    /// The wait before the second attempt; it doubles from one to the next, ± a random part. Default 0.5 s.
    /// </summary>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long a server may take to accept a connection. Default 10 s.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a server may send nothing before it counts as stalled. Default 20 s.</summary>
    public TimeSpan StallTimeout { get; init; } = TimeSpan.FromSeconds(20);
}
