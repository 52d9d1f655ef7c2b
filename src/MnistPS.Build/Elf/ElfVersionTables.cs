namespace MnistPS.Build.Elf;

/// <summary>What a shared library says about the symbol versions that it needs, and who uses them.</summary>
/// <param name="Needs">The file offset of the first Elf64_Verneed (<c>.gnu.version_r</c>).</param>
/// <param name="NeedCount">How many Elf64_Verneed there are: one for each library asked for versions.</param>
/// <param name="Versions">A 16-bit version index for each dynamic symbol (<c>.gnu.version</c>).</param>
/// <param name="Strings">The dynamic string table (<c>.dynstr</c>).</param>
/// <param name="Relocations">Every table of Elf64_Rel or Elf64_Rela over the dynamic symbols.</param>
internal sealed record ElfVersionTables(
    ulong Needs,
    uint NeedCount,
    ElfTable Versions,
    ElfTable Strings,
    IReadOnlyList<ElfTable> Relocations);
