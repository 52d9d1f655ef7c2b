namespace MnistPS.Build.Natives;

/// <summary>How a native library came to be in the module.</summary>
internal enum Placement
{
    /// <summary>It was there already.</summary>
    UpToDate,

    /// <summary>As a hard link to the original.</summary>
    Linked,

    /// <summary>As a copy.</summary>
    Copied,
}
