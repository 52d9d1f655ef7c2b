namespace MnistPS.Files;

/// <summary>What a path names, links followed.</summary>
internal enum FileKind
{
    /// <summary>Nothing, or something that may not be looked at.</summary>
    None,

    /// <summary>A file with content of its own.</summary>
    Regular,

    /// <summary>A folder.</summary>
    Folder,

    /// <summary>A named pipe: opening it waits for whoever is at its other end.</summary>
    Pipe,

    /// <summary>A socket of the file system.</summary>
    Socket,

    /// <summary>A device, such as <c>/dev/zero</c>, which need not end.</summary>
    Device,
}
