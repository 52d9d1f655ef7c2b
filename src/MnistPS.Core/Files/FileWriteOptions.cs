namespace MnistPS.Files;

/// <summary>What may happen to a file that is there already.</summary>
public sealed record FileWriteOptions
{
    /// <summary>The file is replaced unless it is read-only.</summary>
    public static FileWriteOptions Default { get; } = new();

    /// <summary>Keeps a file that is there. Default: false.</summary>
    public bool KeepExisting { get; init; }

    /// <summary>Replaces also a file that is read-only; it stays so. Default: false.</summary>
    public bool ReplaceReadOnly { get; init; }
}
