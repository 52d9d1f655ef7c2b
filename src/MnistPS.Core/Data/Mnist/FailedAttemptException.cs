namespace MnistPS.Data.Mnist;

/// <summary>A server did not send what was asked for: the next one has its turn.</summary>
internal sealed class FailedAttemptException(string message, Exception innerException)
    : Exception(message, innerException);
