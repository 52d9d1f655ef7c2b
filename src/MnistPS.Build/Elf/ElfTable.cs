namespace MnistPS.Build.Elf;

/// <summary>A table of equal entries in the file.</summary>
/// <param name="Offset">Where it begins in the file.</param>
/// <param name="Size">Its size in bytes.</param>
/// <param name="EntrySize">The size of an entry in bytes.</param>
internal readonly record struct ElfTable(ulong Offset, ulong Size, ulong EntrySize);
