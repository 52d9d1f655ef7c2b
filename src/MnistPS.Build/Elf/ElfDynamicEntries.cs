namespace MnistPS.Build.Elf;

/// <summary>The entries of PT_DYNAMIC, in the file.</summary>
/// <param name="Offset">Where the first lies.</param>
/// <param name="Size">Bytes of all, those behind the last one in use included.</param>
/// <param name="Strings">The string table that they refer to.</param>
internal sealed record ElfDynamicEntries(ulong Offset, ulong Size, ElfTable Strings)
{
    private const ulong EntrySize = 16;

    /// <summary>Where an entry of a tag lies, or null when there is none.</summary>
    public ulong? Find(ElfBytes elf, ulong tag)
    {
        for (var at = Offset; at + EntrySize <= Offset + Size; at += EntrySize)
        {
            var found = elf.UInt64(at, "dynamic segment");
            if (found == tag)
            {
                return at;
            }

            if (found == 0)
            {
                break;
            }
        }

        return null;
    }

    /// <summary>Adds an entry in the room that linkers leave.</summary>
    /// <exception cref="InvalidDataException">There is no room, or an end would be missing.</exception>
    public void Add(ElfBytes elf, ulong tag, ulong value)
    {
        var end = Find(elf, tag: 0);
        if (end is not ulong at || at + (2 * EntrySize) > Offset + Size)
        {
            throw new InvalidDataException("The ELF file's dynamic segment has no room for another entry.");
        }

        elf.SetUInt64(at, tag, "dynamic segment");
        elf.SetUInt64(at + 8, value, "dynamic segment");
        elf.SetUInt64(at + EntrySize, 0, "dynamic segment");
    }
}
