namespace MnistPS.Data.Mnist;

/// <summary>How far a download is.</summary>
/// <param name="File">The file that is being fetched.</param>
/// <param name="Address">From where.</param>
/// <param name="Received">Bytes of all files so far.</param>
/// <param name="Total">Bytes that all files have; servers that compress otherwise may send some more or less.</param>
/// <param name="Failure">Why the attempt before failed; null where none did.</param>
public sealed record DownloadProgress(MnistFile File, Uri Address, long Received, long Total, string? Failure);
