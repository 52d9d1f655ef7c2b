namespace MnistPS.Build.Elf;

/// <summary>What <see cref="ElfVersionNeeds.MakeWeak"/> did, or why it did nothing.</summary>
internal enum VersionNeedOutcome
{
    /// <summary>Not an ELF file: a library of Windows or macOS.</summary>
    NotElf,

    /// <summary>An ELF file of 32 bits or of big-endian numbers.</summary>
    OtherElf,

    /// <summary>The library does not ask for the version.</summary>
    VersionAbsent,

    /// <summary>The library asks for the version, weakly already.</summary>
    AlreadyWeak,

    /// <summary>A relocation uses a symbol of the version: without it, the library would fail while it runs.</summary>
    UsedByRelocation,

    /// <summary>The need is weak now.</summary>
    MadeWeak,
}
