namespace MnistPS.Build.Elf;

/// <summary>Finds the version tables through the section headers, as binutils does.</summary>
internal static class ElfSections
{
    private const ulong SectionHeaderSize = 64;
    private const uint RelocationsWithAddend = 4;
    private const uint RelocationsWithoutAddend = 9;
    private const uint VersionNeeds = 0x6ffffffe;
    private const uint VersionSymbols = 0x6fffffff;

    /// <summary>Whether the file has section headers at all; <c>sstrip</c> and some packers take them away.</summary>
    public static bool Present(ElfBytes elf) => TableOffset(elf) != 0;

    /// <summary>The version tables, or null when the library asks for no version.</summary>
    public static ElfVersionTables? FindVersionTables(ElfBytes elf)
    {
        IReadOnlyList<Section> sections = Read(elf);
        var needs = sections.FirstOrDefault(section => section.Type == VersionNeeds);
        if (needs is null)
        {
            return null;
        }

        var versions = sections.FirstOrDefault(section => section.Type == VersionSymbols)
            ?? throw new InvalidDataException("The ELF file has .gnu.version_r but no .gnu.version.");
        return new ElfVersionTables(
            needs.Offset,
            needs.Info,
            versions.Table,
            Linked(sections, needs).Table,
            [.. sections.Where(section => IsRelocationOf(section, versions.Link)).Select(section => section.Table)]);
    }

    private static bool IsRelocationOf(Section section, uint symbolTable) =>
        section.Type is RelocationsWithAddend or RelocationsWithoutAddend && section.Link == symbolTable;

    private static Section Linked(IReadOnlyList<Section> sections, Section from) =>
        from.Link < sections.Count
            ? sections[(int)from.Link]
            : throw new InvalidDataException(
                $"The ELF file has {sections.Count} sections, but .gnu.version_r names section {from.Link}.");

    private static ulong TableOffset(ElfBytes elf) => elf.UInt64(40, "e_shoff");

    private static List<Section> Read(ElfBytes elf)
    {
        var start = TableOffset(elf);
        if (elf.UInt16(58, "e_shentsize") != SectionHeaderSize)
        {
            throw new InvalidDataException($"The ELF file's section headers are not {SectionHeaderSize} bytes long.");
        }

        ulong count = elf.UInt16(60, "e_shnum");
        if (count == 0)
        {
            // Too many for 16 bits: the size of the first, otherwise empty, section is the number of them.
            count = elf.UInt64(start + 32, "section count");
        }

        // Checked before it is multiplied: a silly count must not wrap around.
        elf.Range(start, Math.Min(count, uint.MaxValue) * SectionHeaderSize, "section header table");
        var sections = new List<Section>();
        for (ulong i = 0; i < count; i++)
        {
            sections.Add(ReadOne(elf, start + (i * SectionHeaderSize)));
        }

        return sections;
    }

    private static Section ReadOne(ElfBytes elf, ulong header) => new(
        elf.UInt32(header + 4, "sh_type"),
        elf.UInt64(header + 24, "sh_offset"),
        elf.UInt64(header + 32, "sh_size"),
        elf.UInt32(header + 40, "sh_link"),
        elf.UInt32(header + 44, "sh_info"),
        elf.UInt64(header + 56, "sh_entsize"));

    private sealed record Section(uint Type, ulong Offset, ulong Size, uint Link, uint Info, ulong EntrySize)
    {
        public ElfTable Table => new(Offset, Size, EntrySize);
    }
}
