namespace MnistPS.Build.Elf;

/// <summary>
/// Finds tables through PT_DYNAMIC, as the loader does: also where a file has no section headers.
/// </summary>
internal static class ElfDynamicSegment
{
    private const ulong ProgramHeaderSize = 56;
    private const uint LoadSegment = 1;
    private const uint DynamicSegment = 2;
    private const ulong DynamicEntrySize = 16;
    private const ulong VersionIndexSize = 2;

    private enum Tag : ulong
    {
        End = 0,
        PltRelocationsSize = 2,
        Strings = 5,
        RelocationsWithAddend = 7,
        RelocationsWithAddendSize = 8,
        RelocationsWithAddendEntrySize = 9,
        StringsSize = 10,
        Relocations = 17,
        RelocationsSize = 18,
        RelocationsEntrySize = 19,
        PltRelocationsKind = 20,
        PltRelocations = 23,
        VersionSymbols = 0x6ffffff0,
        VersionNeeds = 0x6ffffffe,
        VersionNeedCount = 0x6fffffff,
    }

    /// <summary>The version tables, or null when the library asks for no version.</summary>
    public static ElfVersionTables? FindVersionTables(ElfBytes elf)
    {
        IReadOnlyList<Segment> segments = ReadSegments(elf);
        var dynamic = segments.FirstOrDefault(segment => segment.Type == DynamicSegment);
        if (dynamic is null)
        {
            return null;
        }

        var tags = ReadTags(elf, dynamic);
        if (!tags.ContainsKey(Tag.VersionNeeds))
        {
            return null;
        }

        return new ElfVersionTables(
            FileOffset(segments, Required(tags, Tag.VersionNeeds)).Offset,
            (uint)Required(tags, Tag.VersionNeedCount),
            VersionIndices(segments, Required(tags, Tag.VersionSymbols)),
            Table(segments, tags, Tag.Strings, Tag.StringsSize, entrySize: 1),
            Relocations(segments, tags));
    }

    /// <summary>The entries of the dynamic segment, or null for a file that has none.</summary>
    public static ElfDynamicEntries? FindEntries(ElfBytes elf)
    {
        IReadOnlyList<Segment> segments = ReadSegments(elf);
        var dynamic = segments.FirstOrDefault(segment => segment.Type == DynamicSegment);
        return dynamic is null
            ? null
            : new ElfDynamicEntries(
                dynamic.Offset,
                dynamic.Size,
                Table(segments, ReadTags(elf, dynamic), Tag.Strings, Tag.StringsSize, entrySize: 1));
    }

    private static List<ElfTable> Relocations(IReadOnlyList<Segment> segments, Dictionary<Tag, ulong> tags)
    {
        var tables = new List<ElfTable>();
        if (tags.ContainsKey(Tag.RelocationsWithAddend))
        {
            var size = Required(tags, Tag.RelocationsWithAddendEntrySize);
            tables.Add(Table(segments, tags, Tag.RelocationsWithAddend, Tag.RelocationsWithAddendSize, size));
        }

        if (tags.ContainsKey(Tag.Relocations))
        {
            var size = Required(tags, Tag.RelocationsEntrySize);
            tables.Add(Table(segments, tags, Tag.Relocations, Tag.RelocationsSize, size));
        }

        if (tags.ContainsKey(Tag.PltRelocations))
        {
            // Which of the two kinds the procedure linkage table's are is itself a tag.
            var size = Required(tags, Tag.PltRelocationsKind) == (ulong)Tag.RelocationsWithAddend
                ? ElfVersionNeeds.RelocationWithAddendSize
                : ElfVersionNeeds.RelocationSize;
            tables.Add(Table(segments, tags, Tag.PltRelocations, Tag.PltRelocationsSize, size));
        }

        return tables;
    }

    private static ElfTable Table(
        IReadOnlyList<Segment> segments, Dictionary<Tag, ulong> tags, Tag start, Tag size, ulong entrySize) =>
        new(FileOffset(segments, Required(tags, start)).Offset, Required(tags, size), entrySize);

    // No tag says how many symbols there are, so the rest of the segment bounds them.
    private static ElfTable VersionIndices(IReadOnlyList<Segment> segments, ulong address)
    {
        (var offset, var remaining) = FileOffset(segments, address);
        return new ElfTable(offset, remaining, VersionIndexSize);
    }

    private static (ulong Offset, ulong Remaining) FileOffset(IReadOnlyList<Segment> segments, ulong address)
    {
        foreach (var segment in segments)
        {
            if (segment.Type == LoadSegment && address >= segment.Address && address - segment.Address < segment.Size)
            {
                var inside = address - segment.Address;
                return (segment.Offset + inside, segment.Size - inside);
            }
        }

        throw new InvalidDataException($"No segment of the ELF file holds address 0x{address:x}.");
    }

    private static ulong Required(Dictionary<Tag, ulong> tags, Tag tag) =>
        tags.TryGetValue(tag, out var value)
            ? value
            : throw new InvalidDataException($"The ELF file's dynamic segment lacks tag 0x{(ulong)tag:x} ({tag}).");

    private static Dictionary<Tag, ulong> ReadTags(ElfBytes elf, Segment dynamic)
    {
        var tags = new Dictionary<Tag, ulong>();
        for (ulong i = 0; i < dynamic.Size / DynamicEntrySize; i++)
        {
            var entry = dynamic.Offset + (i * DynamicEntrySize);
            var tag = (Tag)elf.UInt64(entry, "dynamic segment");
            if (tag == Tag.End)
            {
                break;
            }

            tags[tag] = elf.UInt64(entry + 8, "dynamic segment");
        }

        return tags;
    }

    private static List<Segment> ReadSegments(ElfBytes elf)
    {
        var start = elf.UInt64(32, "e_phoff");
        var count = elf.UInt16(56, "e_phnum");
        if (count > 0 && elf.UInt16(54, "e_phentsize") != ProgramHeaderSize)
        {
            throw new InvalidDataException($"The ELF file's program headers are not {ProgramHeaderSize} bytes long.");
        }

        elf.Range(start, count * ProgramHeaderSize, "program header table");
        var segments = new List<Segment>(count);
        for (ulong i = 0; i < count; i++)
        {
            segments.Add(ReadSegment(elf, start + (i * ProgramHeaderSize)));
        }

        return segments;
    }

    private static Segment ReadSegment(ElfBytes elf, ulong header)
    {
        var segment = new Segment(
            elf.UInt32(header, "p_type"),
            elf.UInt64(header + 8, "p_offset"),
            elf.UInt64(header + 16, "p_vaddr"),
            elf.UInt64(header + 32, "p_filesz"));
        if (segment.Type is LoadSegment or DynamicSegment)
        {
            elf.Range(segment.Offset, segment.Size, "segment");
        }

        return segment;
    }

    private sealed record Segment(uint Type, ulong Offset, ulong Address, ulong Size);
}
